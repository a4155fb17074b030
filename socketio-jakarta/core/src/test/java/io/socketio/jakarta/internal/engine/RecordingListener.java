package io.socketio.jakarta.internal.engine;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a session brings: texts as they are, binary as {@code bytes[…]}, and the other events by name. */
public class RecordingListener implements SessionListener {

    private final List<String> events = new ArrayList<>();
    private int drains;

    @Override
    public synchronized void onText(String message) {
        events.add(message);
    }

    @Override
    public synchronized void onBinary(byte[] message) {
        events.add("bytes" + java.util.Arrays.toString(message));
    }

    @Override
    public synchronized void onUpgrade() {
        events.add("<upgrade>");
    }

    @Override
    public synchronized void onDrain() {
        drains++;
    }

    @Override
    public synchronized void onClose(CloseReason reason, String description) {
        events.add("<" + reason.text() + (description == null ? "" : ": " + description) + ">");
    }

    public synchronized List<String> events() {
        return new ArrayList<>(events);
    }

    public synchronized int drains() {
        return drains;
    }
}
