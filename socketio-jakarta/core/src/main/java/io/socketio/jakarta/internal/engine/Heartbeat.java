package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.packet.PacketCodec;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pings the client and ends the session when no pong comes. One timer at a time: it waits either for the next ping or for the pong. Only a pong restarts
 * the interval; the wait for it begins when the ping is queued, even if no poll is there to carry it.
 */
final class Heartbeat implements Runnable {

    private final EngineSession session;
    private final ReentrantLock lock;

    // Guarded by the lock.
    private boolean awaitingPong;
    /** Null before the start and after the end. */
    private @Nullable Timeout timeout;

    Heartbeat(EngineSession session) {
        this.session = session;
        this.lock = session.lock;
    }

    void start() {
        restart(false);
    }

    void onPong() {
        restart(false);
    }

    /** The pong that is awaited gets its whole time again on the new transport. (The reference stops waiting for it altogether.) */
    void onUpgraded() {
        boolean awaiting;
        lock.lock();
        try {
            awaiting = awaitingPong;
        } finally {
            lock.unlock();
        }
        if (awaiting) {
            restart(true);
        }
    }

    void stop() {
        Timeout old;
        lock.lock();
        try {
            old = timeout;
            timeout = null;
        } finally {
            lock.unlock();
        }
        if (old != null) {
            old.cancel();
        }
    }

    /** The current timeout has fired. */
    @Override
    public void run() {
        boolean missed;
        lock.lock();
        try {
            if (timeout == null || !timeout.hasFired()) {
                return;
            }
            missed = awaitingPong;
            if (!missed && session.state.isOpen()) {
                session.outbound.add(PacketCodec.PING);
            }
        } finally {
            lock.unlock();
        }
        if (missed) {
            session.end(CloseReason.PING_TIMEOUT, null);
        } else {
            restart(true);
            session.outbound.flush();
        }
    }

    private void restart(boolean awaitPong) {
        Timeout old;
        Timeout next = new Timeout(this);
        lock.lock();
        try {
            if (session.state.isClosed()) {
                return;
            }
            old = timeout;
            timeout = next;
            awaitingPong = awaitPong;
        } finally {
            lock.unlock();
        }
        if (old != null) {
            old.cancel();
        }
        EngineOptions options = session.options();
        next.start(session.scheduler(), awaitPong ? options.pingTimeout() : options.pingInterval());
    }
}
