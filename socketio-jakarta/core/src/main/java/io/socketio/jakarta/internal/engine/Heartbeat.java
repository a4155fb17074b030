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

    private enum Restart {
        ANEW,
        /** Only if the client has to send something. */
        OF_WAIT,
        /** Only if the wait for this pong has not been extended yet. */
        EXTENSION
    }

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
        session.inbound.events.notifyControl('3', false);
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
            restart(true, Restart.EXTENSION);
        }
    }

    /** Restarts the full wait for a pending pong on the new transport. (The reference server stops waiting for it altogether.) */
    void onUpgraded() {
        restart(true, Restart.OF_WAIT);
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
            if (!hasFired()) {
                return;
            }
            missed = awaitingClient;
        } finally {
            lock.unlock();
        }
        if (missed) {
            session.end(CloseReason.PING_TIMEOUT, null);
        } else {
            session.inbound.events.notifyControl('2', false);
            ping();
        }
    }

    private void ping() {
        Timeout next = newTimeout();
        lock.lock();
        try {
            if (!hasFired()) {
                return;
            }
            if (session.state.isOpen()) {
                session.outbound.add(ControlPackets.PING);
            }
            // In one step with the ping: another thread may send it at once, and its pong may come before this thread
            // goes on.
            arm(next, true, Restart.ANEW);
        } finally {
            lock.unlock();
        }
        next.start(session.scheduler(), timeToWait(true));
        session.outbound.flush();
    }

    /** Called under the lock. */
    private boolean hasFired() {
        return timeout != null && timeout.hasFired();
    }

    private void restart(boolean awaitClient) {
        restart(awaitClient, Restart.ANEW);
    }

    private void restart(boolean awaitClient, Restart how) {
        Timeout old;
        Timeout next = newTimeout();
        lock.lock();
        try {
            if (session.state.isClosed() || !applies(how)) {
                return;
            }
            old = timeout;
            arm(next, awaitClient, how);
        } finally {
            lock.unlock();
        }
        if (old != null) {
            old.cancel();
        }
        next.start(session.scheduler(), timeToWait(awaitClient));
    }

    private boolean applies(Restart how) {
        return switch (how) {
            case ANEW -> true;
            case OF_WAIT -> awaitingClient;
            case EXTENSION -> extensible;
        };
    }

    /** Called under the lock; the caller starts it without the lock. */
    private void arm(Timeout next, boolean awaitClient, Restart how) {
        timeout = next;
        awaitingClient = awaitClient;
        extensible =
                awaitClient && how != Restart.EXTENSION && !session.revision().clientPings();
    }

    private Timeout newTimeout() {
        return new Timeout(session, this);
    }

    private Duration timeToWait(boolean awaitClient) {
        EngineOptions options = session.options();
        if (session.revision().clientPings()) {
            return options.pingInterval().plus(options.pingTimeout());
        }
        return awaitClient ? options.pingTimeout() : options.pingInterval();
    }
}
