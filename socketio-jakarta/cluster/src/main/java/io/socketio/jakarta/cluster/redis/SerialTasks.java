package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.internal.log.Loggers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs short tasks one at a time, in the order of the calls, on the thread of whichever caller finds none running. Lock-free. */
final class SerialTasks implements Executor {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Tasks that wait or run. */
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (count.getAndIncrement() == 0) {
            do {
                runNext();
            } while (count.decrementAndGet() > 0);
        }
    }

    private void runNext() {
        Runnable next = tasks.poll();
        try {
            if (next != null) {
                next.run();
            }
        } catch (Throwable e) {
            // The others run all the same.
            Loggers.CLUSTER.log(System.Logger.Level.ERROR, "reading a stream has failed", e);
        }
    }
}
