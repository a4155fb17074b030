package io.socketio.jakarta.benchmarks.server;

import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** How the bare endpoint sends to one connection. Thread-safe. */
interface BareOutbox {

    void send(String text);

    /** The caller waits for the socket: the cheapest way, and a client that does not read stops everybody. */
    static BareOutbox blocking(Session session) {
        Lock lock = new ReentrantLock();
        return text -> {
            lock.lock();
            try {
                session.getBasicRemote().sendText(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                lock.unlock();
            }
        };
    }
}
