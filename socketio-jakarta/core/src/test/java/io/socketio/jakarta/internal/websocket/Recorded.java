package io.socketio.jakarta.internal.websocket;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What a reader has told, as text. */
final class Recorded implements FrameReceiver {

    final List<String> events = new ArrayList<>();

    @Override
    public void onText(String message) {
        events.add("text " + message);
    }

    @Override
    public void onBinary(byte[] message) {
        events.add("binary " + HexFormat.of().formatHex(message));
    }

    @Override
    public void onPing(byte[] payload) {
        events.add("ping " + HexFormat.of().formatHex(payload));
    }

    @Override
    public void onClose(CloseStatus status) {
        events.add("close " + status.code() + " " + status.reason());
    }

    void onViolation(int code) {
        events.add("violation " + code);
    }
}
