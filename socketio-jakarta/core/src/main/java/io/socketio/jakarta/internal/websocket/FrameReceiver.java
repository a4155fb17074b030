package io.socketio.jakarta.internal.websocket;

/** Receives what a {@link FrameReader} has read: complete messages and control frames, in order, on the thread that reads. */
public interface FrameReceiver {

    void onText(String message);

    void onBinary(byte[] message);

    /** @param payload at most 125 bytes */
    void onPing(byte[] payload);

    /** Called for the first close frame; nothing follows it. */
    void onClose(CloseStatus status);
}
