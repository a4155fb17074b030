package io.socketio.jakarta.internal.core.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The share of one connection in the threads of handlers: at most so many of its mailboxes run at a time, and the others wait without a thread.
 * Lock-free. Each mailbox waits at most once, so the queue is as long as the connection has sockets.
 */
public final class ConnectionShare implements Executor {

    private static final VarHandle RUNNING;
    private static final VarHandle WAITING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            RUNNING = lookup.findVarHandle(ConnectionShare.class, "running", int.class);
            WAITING = lookup.findVarHandle(ConnectionShare.class, "waiting", Queue.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Executor executor;
    private final int most;
    private volatile int running;
    /** Null until something has to wait. */
    private volatile @Nullable Queue<Runnable> waiting;

    /**
     * @param executor must not reject
     * @param most tasks that run at a time; positive
     */
    public ConnectionShare(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        if (enter()) {
            submit(task);
        } else {
            waitingForChange().add(task);
            // A task may have ended since, without having seen this one.
            submitWaiting();
        }
    }

    private void submit(Runnable task) {
        boolean submitted = false;
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    RUNNING.getAndAdd(this, -1);
                    submitWaiting();
                }
            });
            submitted = true;
        } finally {
            if (!submitted) {
                RUNNING.getAndAdd(this, -1);
            }
        }
    }

    private void submitWaiting() {
        Queue<Runnable> present = waiting;
        while (present != null && !present.isEmpty() && enter()) {
            Runnable next = present.poll();
            if (next != null) {
                boolean submitted = false;
                try {
                    submit(next);
                    submitted = true;
                } finally {
                    if (!submitted) {
                        present.add(next);
                    }
                }
                return;
            }
            RUNNING.getAndAdd(this, -1);
        }
    }

    private boolean enter() {
        int now;
        do {
            now = running;
            if (now >= most) {
                return false;
            }
        } while (!RUNNING.compareAndSet(this, now, now + 1));
        return true;
    }

    @SuppressWarnings("unchecked")
    private Queue<Runnable> waitingForChange() {
        Queue<Runnable> present = waiting;
        if (present != null) {
            return present;
        }
        Queue<Runnable> fresh = new ConcurrentLinkedQueue<>();
        Queue<Runnable> other = (Queue<Runnable>) WAITING.compareAndExchange(this, null, fresh);
        return other == null ? fresh : other;
    }
}
