package io.socketio.jakarta.internal.core.mailbox;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks when a test says so. */
public final class ManualExecutor implements Executor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean rejecting;
    private int submissions;

    @Override
    public synchronized void execute(Runnable task) {
        if (rejecting) {
            throw new RejectedExecutionException("full");
        }
        submissions++;
        tasks.add(task);
    }

    synchronized void rejecting(boolean value) {
        rejecting = value;
    }

    synchronized int submissions() {
        return submissions;
    }

    public synchronized int waiting() {
        return tasks.size();
    }

    boolean runOne() {
        Runnable task;
        synchronized (this) {
            task = tasks.poll();
        }
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    public void runAll() {
        while (runOne()) {
            // Until nothing is left.
        }
    }
}
