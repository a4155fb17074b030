package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;

/** The end of a connection after an {@link Error}: told to the operator once, and all sockets end, whatever fails while they do. */
final class FailedConnection {

    private final NamespaceSlots slots;
    private final EngineSession session;
    private final RateLimitedLog operatorLog;
    private volatile boolean failed;

    FailedConnection(NamespaceSlots slots, EngineSession session, RateLimitedLog operatorLog) {
        this.slots = slots;
        this.session = session;
        this.operatorLog = operatorLog;
    }

    void onError(String where, String namespace, Throwable cause) {
        if (failed) {
            Loggers.SOCKET.log(System.Logger.Level.DEBUG, where + " of an ended connection has failed", cause);
            return;
        }
        failed = true;
        try {
            operatorLog.endedByError(Loggers.SOCKET, where, namespace, cause);
        } finally {
            try {
                slots.forEachSocket(FailedConnection::end);
            } finally {
                session.discard();
            }
        }
    }

    private static void end(CoreSocket socket) {
        try {
            socket.end(DisconnectReason.FORCED_SERVER_CLOSE, null, true);
        } catch (Throwable t) {
            Loggers.SOCKET.log(System.Logger.Level.DEBUG, "the end of a socket has failed", t);
        }
    }
}
