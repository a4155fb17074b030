package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a session, once, whatever the cause. A step that fails keeps none of the others from running. Thread-safe. */
final class SessionEnd {

    private SessionEnd() {}

    /**
     * Ends the session immediately, unless it has already ended.
     *
     * @param lastPackets the packets with which a pending poll is answered
     * @return whether this call has ended the session
     */
    static boolean end(
            EngineSession session,
            EngineServer server,
            CloseReason reason,
            @Nullable String description,
            List<OutboundPacket> lastPackets) {
        Transport last;
        UpgradeProbe candidate;
        session.lock.lock();
        try {
            if (!session.state.onEnded()) {
                return false;
            }
            last = session.currentTransport();
            candidate = session.upgrade.takeCandidate();
            session.outbound.clear();
        } finally {
            session.lock.unlock();
        }
        try {
            log(session, last, reason, description);
            stop(session, server, last, candidate, lastPackets);
        } finally {
            session.inbound.onEnded(reason, description);
        }
        return true;
    }

    private static void stop(
            EngineSession session,
            EngineServer server,
            Transport last,
            @Nullable UpgradeProbe candidate,
            List<OutboundPacket> lastPackets) {
        try {
            server.onEnded(session);
            session.outbound.stop();
            session.heartbeat.stop();
        } finally {
            try {
                last.close(lastPackets);
            } finally {
                if (candidate != null) {
                    candidate.close();
                }
            }
        }
    }

    private static void log(EngineSession session, Transport last, CloseReason reason, @Nullable String description) {
        EngineServer.LOG.log(
                System.Logger.Level.DEBUG,
                "session {0} ends over {1}: {2}{3}",
                session.id(),
                last.name().wire(),
                reason.text(),
                description == null ? "" : " (" + description + ")");
    }

    /** Ends the session after something of it has failed, such as the handling of a packet: it is unknown what has been left undone. */
    static void onThrown(EngineSession session, EngineServer server, String where, Throwable cause) {
        if (session.state.isClosed()) {
            EngineServer.LOG.log(System.Logger.Level.DEBUG, where + " of a closed session has failed", cause);
            return;
        }
        try {
            server.operatorLog().endedByError(EngineServer.LOG, where, "", cause);
        } finally {
            session.discard();
        }
    }
}
