package io.socketio.jakarta.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Receives what one session brings. Message calls come one at a time and in the order of the wire, across transports, on container threads, never
 * under a lock of the engine; implementations neither block nor run user code. {@link #onClose} comes exactly once, on any thread, possibly
 * while a message call is running; nothing comes after it.
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
