package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long a connection has been without any namespace. It looks at the connection itself whenever it is told of a change, so that it does not
 * matter in which order two threads tell it of theirs. Thread-safe.
 */
final class JoinTimer {

    private final ServerContext context;
    private final BooleanSupplier isNeeded;
    private final Runnable onTimeout;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock; null while the timer does not run. */
    private @Nullable Run current;

    private final class Run implements Runnable {

        /** Guarded by the lock; null until it is current. */
        Scheduler.@Nullable Cancellable timer;

        @Override
        public void run() {
            lock.lock();
            try {
                if (current != this) {
                    return;
                }
                current = null;
                if (!isNeeded.getAsBoolean()) {
                    return;
                }
            } finally {
                lock.unlock();
            }
            onTimeout.run();
        }
    }

    /** @param isNeeded whether the connection is open and without any namespace; reads state and does nothing else */
    JoinTimer(ServerContext context, BooleanSupplier isNeeded, Runnable onTimeout) {
        this.context = context;
        this.isNeeded = isNeeded;
        this.onTimeout = onTimeout;
    }

    /** The connection has opened, joined or left a namespace, or closed: the timer runs from now on, goes on, or is stopped. */
    void update() {
        lock.lock();
        try {
            Run running = current;
            if (isNeeded.getAsBoolean() == (running != null)) {
                return;
            }
            if (running == null) {
                Run fresh = new Run();
                fresh.timer =
                        context.scheduler().schedule(fresh, context.options().connectTimeout());
                current = fresh;
            } else {
                current = null;
                Scheduler.Cancellable timer = running.timer;
                if (timer != null) {
                    timer.cancel();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
