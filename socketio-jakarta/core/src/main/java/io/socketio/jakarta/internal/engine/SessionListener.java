package io.socketio.jakarta.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Receives what one session brings. Message calls come one at a time and in the order of the wire, across transports, on container threads, never
 * under a lock of the engine; implementations neither block nor run user code. Messages (and {@link #onUpgrade}) that come before the listener is there
 * wait for it. {@link #onClose} comes exactly once, on any thread; when the session ends during a message call, it comes right after that call and on
 * its thread. Nothing comes after it. {@link #onDrain} alone may overlap with the other calls, and may send.
 */
public interface SessionListener {

    void onText(String message);

    void onBinary(byte[] message);

    /** The session has moved to WebSocket. */
    default void onUpgrade() {}

    /** All that was queued has been handed to the transport. */
    default void onDrain() {}

    /** @param description what went wrong, for logs; null when there is nothing to say */
    void onClose(CloseReason reason, @Nullable String description);
}
