package io.socketio.jakarta.internal.websocket;

/** Receives what a {@link FrameReader} has read: complete messages and control frames, in order, on the thread that reads. */
public interface FrameReceiver {

    /** Returns how large a message may be now, in bytes; asked for each frame. The limit of the reader applies, too. */
    default int maxMessageBytes() {
        return Integer.MAX_VALUE;
    }

    /**
     * Called when a part of a message is kept until the rest comes.
     *
     * @param keptBytes memory that the parts occupy; 0 when the message is complete or dropped
     * @return false if the message must be treated as too large
     */
    default boolean onPartial(int keptBytes) {
        return true;
    }

    void onText(String message);

    void onBinary(byte[] message);

    /** @param payload at most 125 bytes */
    void onPing(byte[] payload);

    /** Called for the first close frame; nothing follows it. */
    void onClose(CloseStatus status);
}
