package io.socketio.jakarta.benchmarks.server;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Sends one frame at a time, as Tomcat demands, and the next from the completion. */
final class BareOutbox implements SendHandler {

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;

    /** Null until the session is open. */
    private RemoteEndpoint.@Nullable Async remote;

    void open(RemoteEndpoint.Async opened) {
        remote = opened;
    }

    void send(String text) {
        lock.lock();
        try {
            if (sending) {
                waiting.add(text);
                return;
            }
            sending = true;
        } finally {
            lock.unlock();
        }
        write(text);
    }

    @Override
    public void onResult(SendResult result) {
        String next;
        lock.lock();
        try {
            next = waiting.poll();
            sending = next != null;
        } finally {
            lock.unlock();
        }
        if (next != null && result.isOK()) {
            write(next);
        }
    }

    private void write(String text) {
        RemoteEndpoint.Async open = remote;
        if (open != null) {
            open.sendText(text, this);
        }
    }
}
