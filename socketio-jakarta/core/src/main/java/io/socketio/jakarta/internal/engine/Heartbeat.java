package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.packet.ControlPackets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pings the client and ends the session when no pong comes. One timer at a time: it waits either for the next ping or for the pong. Only a pong restarts
 * the interval; the wait for it begins when the ping is queued, even if no poll is there to carry it.
 *
 * <p>Where the client pings, the timer waits for its next ping, for the sum of both times.
 */
final class Heartbeat implements Runnable {

    private final EngineSession session;
    private final ReentrantLock lock;

    // Guarded by the lock.
    /** Whether the client has to send something: the pong, or its next ping. */
    private boolean awaitingClient;
    /** Null before the start and after the end. */
    private @Nullable Timeout timeout;

    Heartbeat(EngineSession session) {
        this.session = session;
        this.lock = session.lock;
    }

    void start() {
        restart(session.revision().clientPings());
    }

    /** The client pings: answers, and waits for the next. */
    void onPing() {
        lock.lock();
        try {
            if (!session.state.isOpen()) {
                return;
            }
            session.outbound.add(ControlPackets.PONG);
        } finally {
            lock.unlock();
        }
        restart(true);
        session.outbound.flush();
    }

    void onPong() {
        restart(false);
    }

    /** The pong that is awaited gets its whole time again on the new transport. (The reference stops waiting for it altogether.) */
    void onUpgraded() {
        boolean awaiting;
        lock.lock();
        try {
            awaiting = awaitingClient;
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
            missed = awaitingClient;
            if (!missed && session.state.isOpen()) {
                session.outbound.add(ControlPackets.PING);
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

    private void restart(boolean awaitClient) {
        Timeout old;
        Timeout next = new Timeout(this);
        lock.lock();
        try {
            if (session.state.isClosed()) {
                return;
            }
            old = timeout;
            timeout = next;
            awaitingClient = awaitClient;
        } finally {
            lock.unlock();
        }
        if (old != null) {
            old.cancel();
        }
        next.start(session.scheduler(), timeToWait(awaitClient));
    }

    private Duration timeToWait(boolean awaitClient) {
        EngineOptions options = session.options();
        if (session.revision().clientPings()) {
            return options.pingInterval().plus(options.pingTimeout());
        }
        return awaitClient ? options.pingTimeout() : options.pingInterval();
    }
}
