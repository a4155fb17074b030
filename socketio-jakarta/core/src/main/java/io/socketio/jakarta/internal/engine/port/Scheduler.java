package io.socketio.jakarta.internal.engine.port;

import java.time.Duration;

/** Runs short tasks later, on a thread of the platform. Tasks must not block or run user code. */
public interface Scheduler {

    /** Runs the task once after the delay. */
    Cancellable schedule(Runnable task, Duration delay);

    /** A scheduled task that can be cancelled. */
    interface Cancellable {
        /** Cancels the task if it has not started. Idempotent. */
        void cancel();
    }
}
