package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import org.jspecify.annotations.Nullable;

/** The upgrade of one session from polling to WebSocket: at most one candidate at a time, which either takes over or is dropped. */
final class SessionUpgrade {

    private final EngineSession session;

    /** Guarded by the session's lock; null unless an upgrade is in progress. */
    private @Nullable UpgradeProbe probe;

    SessionUpgrade(EngineSession session) {
        this.session = session;
    }

    /** Called under the lock. */
    boolean onCandidate(UpgradeProbe candidate) {
        if (!(session.currentTransport() instanceof PollingTransport) || !session.state.onCandidate()) {
            return false;
        }
        probe = candidate;
        return true;
    }

    /** Called under the lock. */
    boolean isCandidate(UpgradeProbe candidate) {
        return probe == candidate;
    }

    /** Called under the lock. */
    boolean onProbe(UpgradeProbe candidate) {
        return probe == candidate && session.state.onProbe();
    }

    /** Called under the lock. */
    boolean onCandidateLost(UpgradeProbe candidate) {
        if (probe != candidate) {
            return false;
        }
        probe = null;
        return session.state.onCandidateLost();
    }

    /** Removes the pending poll from the transport and returns it, or null if there is none. Called under the lock. */
    @Nullable
    HttpExchange takePoll() {
        return session.currentTransport() instanceof PollingTransport polling ? polling.takePoll() : null;
    }

    /** Moves the session to the candidate; queued packets are sent there once a poll response in flight is complete. */
    void complete(UpgradeProbe candidate, WebSocketTransport socket) {
        Transport old;
        session.lock.lock();
        try {
            old = session.currentTransport();
            if (probe == candidate && session.state.onUpgradePacket()) {
                probe = null;
                session.moveTo(socket);
            }
        } finally {
            session.lock.unlock();
        }
        if (session.currentTransport() != socket || !(old instanceof PollingTransport polling)) {
            socket.close();
            return;
        }
        EngineServer.LOG.log(
                System.Logger.Level.DEBUG,
                "session {0} goes on over {1}",
                session.id(),
                socket.name().wire());
        socket.toStage(session.inbound);
        candidate.stopTimers();
        session.heartbeat.onUpgraded();
        polling.leave();
        session.inbound.onUpgraded();
        session.onTransportReady();
    }

    /** Removes the candidate when the session ends and returns it, or null if there is none; the caller closes it. Called under the lock. */
    @Nullable
    UpgradeProbe takeCandidate() {
        UpgradeProbe last = probe;
        probe = null;
        return last;
    }
}
