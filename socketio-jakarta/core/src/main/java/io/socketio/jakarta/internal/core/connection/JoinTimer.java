package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Measures how long a connection has been without any namespace. Thread-safe. */
final class JoinTimer {

    private final ServerContext context;
    private final Runnable onTimeout;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock; null while the timer does not run. */
    private Scheduler.@Nullable Cancellable timer;

    JoinTimer(ServerContext context, Runnable onTimeout) {
        this.context = context;
        this.onTimeout = onTimeout;
    }

    /** Starts the timer unless it runs. */
    void start() {
        lock.lock();
        try {
            if (timer == null) {
                timer = context.scheduler()
                        .schedule(onTimeout, context.options().connectTimeout());
            }
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
