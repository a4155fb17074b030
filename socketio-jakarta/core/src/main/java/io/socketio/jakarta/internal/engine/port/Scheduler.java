package io.socketio.jakarta.internal.engine.port;

import java.time.Duration;

/** Runs short tasks later, on a thread of the platform. Tasks do not block and run no user code. */
public interface Scheduler {

    /** Runs the task once after the delay. */
    Cancellable schedule(Runnable task, Duration delay);

    /** A task that has not run yet. */
    interface Cancellable {
        /** Prevents the run if it has not begun. Idempotent. */
        void cancel();
    }
}
