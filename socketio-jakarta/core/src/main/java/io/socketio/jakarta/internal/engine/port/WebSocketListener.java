package io.socketio.jakarta.internal.engine.port;

/**
 * Receives the events of one WebSocket connection. Calls are made one at a time, on container threads; implementations must not block or run user
 * code. {@link #onOpen} is the first call; no call but {@link #onReleased} follows {@link #onClose}. {@link #onError} may precede {@link #onClose}. A container may omit
 * {@link #onClose} after a close that the engine requested.
 */
public interface WebSocketListener {

    void onOpen(WebSocketLink link);

    /** Returns how large a message may be now, in bytes; asked for each message and each part of one. A limit of the connection applies, too. */
    default int maxMessageBytes() {
        return Integer.MAX_VALUE;
    }

    /**
     * Called when a part of a message has come, and is kept until the rest comes.
     *
     * @param keptBytes memory that the parts so far occupy; 0 when the message is complete or dropped
     * @return false if they must be dropped and the connection closed, as for a message that is too large
     */
    default boolean onPartial(int keptBytes) {
        return true;
    }

    /**
     * Called before the first of several messages that have been read together, and again after the last one, or when the connection ends: what is sent
     * meanwhile may wait for the second call.
     *
     * @param begins whether this is the first call
     */
    default void onBatch(boolean begins) {}

    void onText(String message);

    void onBinary(byte[] message);

    /** Called when the connection has failed or a message exceeded the limit ({@link MessageTooLargeException}). */
    void onError(Throwable cause);

    /** Called when the connection has ended, regardless of which side closed it. */
    void onClose();

    /**
     * Called once after {@link WebSocketLink#close}, even after {@link #onClose}, when the TCP connection is gone as far as the container tells. Does not block.
     */
    default void onReleased() {}
}
