package io.socketio.jakarta.benchmarks.server;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends one frame at a time, as Tomcat demands, and the next from the completion. The caller never waits; but Tomcat hands every completion to
 * another thread of its pool, which costs about as much as the send.
 */
final class AsyncOutbox implements BareOutbox, SendHandler {

    private final RemoteEndpoint.Async remote;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;

    AsyncOutbox(RemoteEndpoint.Async remote) {
        this.remote = remote;
    }

    @Override
    public void send(String text) {
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
        remote.sendText(text, this);
    }

    @Override
    public void onResult(SendResult result) {
        @Nullable String next;
        lock.lock();
        try {
            next = waiting.poll();
            sending = next != null;
        } finally {
            lock.unlock();
        }
        if (next != null && result.isOK()) {
            remote.sendText(next, this);
        }
    }
}
