package io.socketio.jakarta.internal.engine.port;

/**
 * Receives what happens on one WebSocket connection. Calls come one at a time, on container threads; implementations neither block nor run user
 * code. {@link #onOpen} comes first; after {@link #onClose} nothing comes. {@link #onError} may precede {@link #onClose}; a container may forget
 * {@link #onClose} after a close that the engine asked for.
 */
public interface WebSocketListener {

    void onOpen(WebSocketLink link);

    void onText(String message);

    void onBinary(byte[] message);

    /** The connection has failed, or a message exceeded the limit ({@link MessageTooLargeException}). */
    void onError(Throwable cause);

    /** The connection has ended, whoever ended it. */
    void onClose();
}
