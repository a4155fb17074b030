package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import org.jspecify.annotations.Nullable;

/** The upgrade of one session from polling to WebSocket: at most one candidate at a time, which takes over or is lost. */
final class SessionUpgrade {

    private final EngineSession session;

    /** Guarded by the session's lock; null unless an upgrade is under way. */
    private @Nullable UpgradeProbe probe;

    SessionUpgrade(EngineSession session) {
        this.session = session;
    }

    /** Under the lock. */
    boolean onCandidate(UpgradeProbe candidate) {
        if (!(session.currentTransport() instanceof PollingTransport) || !session.state.onCandidate()) {
            return false;
        }
        probe = candidate;
        return true;
    }

    /** Under the lock. */
    boolean isCandidate(UpgradeProbe candidate) {
        return probe == candidate;
    }

    /** Under the lock. */
    boolean onProbe(UpgradeProbe candidate) {
        return probe == candidate && session.state.onProbe();
    }

    /** Under the lock. */
    boolean onCandidateLost(UpgradeProbe candidate) {
        if (probe != candidate) {
            return false;
        }
        probe = null;
        return session.state.onCandidateLost();
    }

    /** The poll that waits, taken out of the transport, or null. Under the lock. */
    @Nullable
    HttpExchange takePoll() {
        return session.currentTransport() instanceof PollingTransport polling ? polling.takePoll() : null;
    }

    /** Moves the session to the candidate; what was queued follows there once a poll answer in flight is out. */
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

    /** The session ends: the candidate, if there is one, is to be closed by the caller. Under the lock. */
    @Nullable
    UpgradeProbe takeCandidate() {
        UpgradeProbe last = probe;
        probe = null;
        return last;
    }
}
