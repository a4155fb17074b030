package io.socketio.jakarta.web.upgrade;

import java.io.IOException;

/** Tells a send in flight that its connection has ended. Every connection ends, so this walks no stack. */
final class ConnectionEnded extends IOException {

    private static final long serialVersionUID = 1L;

    ConnectionEnded(String message) {
        super(message);
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
