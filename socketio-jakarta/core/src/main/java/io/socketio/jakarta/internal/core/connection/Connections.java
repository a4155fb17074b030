package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.engine.EngineConnection;
import io.socketio.jakarta.internal.core.namespace.Namespaces;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionListener;
import java.util.function.Consumer;

/** The connections of a server, and the HttpSessions in which they began. Thread-safe. */
public final class Connections {

    private final ServerContext context;
    private final Namespaces namespaces;
    private final Consumer<EngineConnection> opened;
    private final HttpSessions httpSessions = new HttpSessions();

    /** @param opened receives every connection that opens, before anything of it is handled */
    public Connections(ServerContext context, Namespaces namespaces, Consumer<EngineConnection> opened) {
        this.context = context;
        this.opened = opened;
        this.namespaces = namespaces;
    }

    /** A client has connected: what its session brings goes to the result. */
    public SessionListener connect(EngineSession session) {
        ClientConnection connection = new ClientConnection(context, this, session);
        httpSessions.onOpened(connection);
        context.monitor().onConnectionOpened(connection);
        opened.accept(connection);
        connection.startJoinTimer();
        connection.joinImplicitly();
        return connection.listener();
    }

    /** A connection has closed, and the listeners of its sockets have run. */
    void onOver(ClientConnection connection) {
        httpSessions.onOver(connection);
    }

    Namespaces namespaces() {
        return namespaces;
    }

    /** For whoever follows HttpSessions. */
    public HttpSessions httpSessions() {
        return httpSessions;
    }
}
