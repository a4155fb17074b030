package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.engine.EngineConnection;
import io.socketio.jakarta.internal.core.namespace.Namespaces;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionListener;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.log.Loggers;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connections of a server, and the HttpSessions in which they began. Thread-safe. */
public final class Connections {

    private final ServerContext context;
    private final Namespaces namespaces;
    private final Consumer<EngineConnection> opened;
    private final HttpSessionIndex httpSessions = new HttpSessionIndex();
    private volatile boolean closesWithHttpSession = true;

    /** @param opened receives every connection that opens, before anything of it is handled */
    public Connections(ServerContext context, Namespaces namespaces, Consumer<EngineConnection> opened) {
        this.context = context;
        this.opened = opened;
        this.namespaces = namespaces;
    }

    /** A client has connected: what its session brings goes to the result. */
    public SessionListener connect(EngineSession session) {
        ClientConnection connection = new ClientConnection(context, namespaces, this, session);
        if (session.request().attributes().get(HttpExchange.HTTP_SESSION_ID) instanceof String id) {
            httpSessions.add(id, connection);
            catchUp(connection.httpSession(), id);
        }
        context.monitor().onConnectionOpened(connection);
        opened.accept(connection);
        connection.startJoinTimer();
        connection.joinImplicitly();
        return connection.listener();
    }

    /** What has become of an HttpSession before its connection was found under this id: it may have ended, or have another id by now. */
    private void catchUp(@Nullable LinkedHttpSession linked, String knownId) {
        if (httpSessions.hasEnded(knownId) || linked != null && !linked.isActive()) {
            onHttpSessionEnded(knownId);
        } else if (linked != null && !linked.id().equals(knownId)) {
            onHttpSessionRenamed(knownId, linked.id());
        }
    }

    /** A connection has closed, and the listeners of its sockets have run. */
    void onOver(ClientConnection connection) {
        httpSessions.remove(connection);
    }

    /** Whether the end of an HttpSession closes the connections that began in it. Default: true. */
    public void closeWithHttpSession(boolean closes) {
        closesWithHttpSession = closes;
    }

    /** An HttpSession ends: nobody holds it any more. */
    public void onHttpSessionEnded(String sessionId) {
        for (ClientConnection connection : httpSessions.end(sessionId)) {
            Loggers.SOCKET.log(System.Logger.Level.DEBUG, "the HttpSession of {0} has ended", connection);
            connection.onHttpSessionEnded(closesWithHttpSession);
        }
    }

    /** An HttpSession goes on under another id. */
    public void onHttpSessionRenamed(String oldId, String newId) {
        for (ClientConnection connection : List.copyOf(httpSessions.rename(oldId, newId))) {
            catchUp(connection.httpSession(), newId);
        }
    }
}
