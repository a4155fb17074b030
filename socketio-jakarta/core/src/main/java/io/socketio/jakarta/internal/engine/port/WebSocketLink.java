package io.socketio.jakarta.internal.engine.port;

/**
 * An open WebSocket connection: the second of the two ports that a container provides to the engine. The caller keeps at most one send in flight. No
 * method blocks or throws.
 */
public interface WebSocketLink {

    /** Sends one text message as one frame. */
    void sendText(String message, SendCallback callback);

    /** Sends one binary message as one frame; the array must not change afterwards. */
    void sendBinary(byte[] message, SendCallback callback);

    /** Starts the closing handshake with an empty close frame and ensures that the container releases the connection soon. Idempotent. */
    void close();
}
