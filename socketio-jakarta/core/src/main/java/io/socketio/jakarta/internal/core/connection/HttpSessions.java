package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.log.Loggers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HttpSessions in which the connections of one server began. Thread-safe. */
public final class HttpSessions {

    private final HttpSessionIndex index = new HttpSessionIndex();
    private volatile boolean closesConnections = true;

    /** A connection has opened. */
    public void onOpened(SessionConnection connection) {
        if (connection.session().request().attributes().get(HttpExchange.HTTP_SESSION_ID) instanceof String id) {
            index.add(id, connection);
            catchUp(connection.httpSession(), id);
        }
    }

    /** What has become of an HttpSession before its connection was found under this id: it may have ended, or have another id by now. */
    private void catchUp(@Nullable LinkedHttpSession linked, String knownId) {
        if (index.hasEnded(knownId) || linked != null && !linked.isActive()) {
            onEnded(knownId);
        } else if (linked != null && !linked.id().equals(knownId)) {
            onRenamed(knownId, linked.id());
        }
    }

    /** A connection has closed, and its listeners have run. */
    public void onOver(SessionConnection connection) {
        index.remove(connection);
        connection.releaseHttpSession();
    }

    /** Whether the end of an HttpSession closes the connections that began in it. Default: true. */
    public void closeConnections(boolean closes) {
        closesConnections = closes;
    }

    /** An HttpSession ends: nobody holds it any more. */
    public void onEnded(String sessionId) {
        for (SessionConnection connection : index.end(sessionId)) {
            Loggers.SOCKET.log(System.Logger.Level.DEBUG, "the HttpSession of {0} has ended", connection);
            connection.onHttpSessionEnded(closesConnections);
        }
    }

    /** An HttpSession goes on under another id. */
    public void onRenamed(String oldId, String newId) {
        for (SessionConnection connection : List.copyOf(index.rename(oldId, newId))) {
            catchUp(connection.httpSession(), newId);
        }
    }
}
