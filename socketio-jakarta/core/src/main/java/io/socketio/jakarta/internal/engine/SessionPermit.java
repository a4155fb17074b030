package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import org.jspecify.annotations.Nullable;

/** Lets one session be open, as long as it is not released. Thread-safe. */
public interface SessionPermit {

    /** Of owners that count nothing. */
    SessionPermit FREE = new SessionPermit() {
        @Override
        public @Nullable ErrorResponse refusal() {
            return null;
        }

        @Override
        public void release() {}
    };

    /** Why the session may not open; null if it may. */
    @Nullable
    ErrorResponse refusal();

    /** The session has ended, or has not opened. Idempotent. */
    void release();
}
