package io.socketio.jakarta.web.container;

import jakarta.websocket.Session;

/**
 * Configures message buffers on Undertow (WildFly), which uses the buffer size as a limit for binary messages, even if they are delivered in parts.
 * Seen on WildFly 39, Undertow 2.3.23; no longer needed when a partial message handler receives a binary message that is larger than the buffer.
 */
public final class UndertowWebSocket {

    /** The buffer size that means no limit. */
    public static final int UNLIMITED = 0;

    private UndertowWebSocket() {}

    public static boolean isUndertow(Session session) {
        return session.getClass().getName().startsWith("io.undertow.");
    }
}
