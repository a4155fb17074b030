package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.packet.ControlPackets;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends pings to the client and ends the session when no pong arrives. Only one timer runs at a time: it waits either for the next ping or for the
 * pong. Only a pong restarts the interval. The wait for the pong starts when the ping is queued, even if no poll is pending to carry it. The first
 * message that arrives meanwhile restarts this wait, once per ping: a client that is busy sending may be late with its pong.
 *
 * <p>In a protocol revision in which the client sends the pings, the timer waits for the next ping, for the ping interval plus the ping timeout.
 */
final class Heartbeat implements Runnable {

    private static final List<OutboundPacket> PONG = List.of(ControlPackets.PONG);

    private final EngineSession session;
    private final ReentrantLock lock;

    // Guarded by the lock.
    /** Whether the client has to send something: the pong or its next ping. */
    private boolean awaitingClient;
    /** Null before the heartbeat starts and after it ends. */
    private @Nullable Timeout timeout;

    /** Whether a message from the client restarts the wait for the pong. Written under the lock; read without it for every message. */
    private volatile boolean extensible;

    Heartbeat(EngineSession session) {
        this.session = session;
        this.lock = session.lock;
    }

    void start() {
        restart(session.revision().clientPings());
    }

    /** Handles a ping of the client: sends the pong and waits for the next ping. The pong counts like a message of the application. */
    void onPing() {
        if (session.state.isOpen()) {
            restart(true);
            session.outbound.send(PONG);
        }
    }

    void onPong() {
        restart(false);
    }

    void onMessage() {
        if (extensible) {
            restart(true, true);
        }
    }

    /** Restarts the full wait for a pending pong on the new transport. (The reference server stops waiting for it altogether.) */
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

    /** Handles the expiry of the current timeout. */
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
        restart(awaitClient, false);
    }

    private void restart(boolean awaitClient, boolean extension) {
        Timeout old;
        Timeout next = new Timeout(this, session::onTimerThrown);
        lock.lock();
        try {
            if (session.state.isClosed() || extension && !extensible) {
                return;
            }
            old = timeout;
            timeout = next;
            awaitingClient = awaitClient;
            extensible = awaitClient && !extension && !session.revision().clientPings();
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
