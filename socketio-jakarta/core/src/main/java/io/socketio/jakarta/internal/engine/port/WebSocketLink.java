package io.socketio.jakarta.internal.engine.port;

import java.util.List;

/**
 * An open WebSocket connection: the second of the two ports that a container provides to the engine. The caller keeps at most one send in flight. No
 * method blocks or throws.
 */
public interface WebSocketLink {

    /** Sends one text message as one frame. */
    void sendText(String message, SendCallback callback);

    /** Sends one binary message as one frame; the array must not change afterwards. */
    void sendBinary(byte[] message, SendCallback callback);

    /** Returns whether the link sends several messages at once now. If so, {@link #sendAll} replaces the two other methods. */
    default boolean sendsBatches() {
        return false;
    }

    /** Returns whether a send of {@link #sendAll} that waits for the client keeps bytes of its own besides the messages. */
    default boolean copiesMessages() {
        return sendsBatches();
    }

    /**
     * Sends messages in this order, each as one frame, with one result for all of them.
     *
     * @param messages at least one; must not change afterwards
     */
    default void sendAll(List<? extends WebSocketMessage> messages, SendCallback callback) {
        throw new UnsupportedOperationException();
    }

    /**
     * Starts the closing handshake with an empty close frame, unless a send in flight does not complete soon. The TCP connection ends within 5 seconds, whatever
     * the client does; {@link WebSocketListener#onReleased} tells when. Idempotent.
     */
    void close();
}
