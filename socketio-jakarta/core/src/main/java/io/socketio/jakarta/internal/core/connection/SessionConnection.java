package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.Client;
import io.socketio.jakarta.engine.ConnectionListener;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.internal.adapter.SessionOwner;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.core.socket.SocketConnection;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.http.HandshakeRequest;
import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** What a connection passes on to its engine session as it is. */
abstract class SessionConnection implements SocketConnection {

    private final EngineSession session;
    private final ConnectionListeners listeners;
    private final SocketIoRevision revision;

    SessionConnection(ServerContext context, EngineSession session) {
        this.session = session;
        this.revision = SocketIoRevision.of(session);
        this.listeners =
                new ConnectionListeners(this, context, session.revision().clientPings());
    }

    /** The application's listeners. */
    final ConnectionListeners listeners() {
        return listeners;
    }

    @Override
    public final Client listen(ConnectionListener listener) {
        listeners.add(listener);
        return this;
    }

    final EngineSession session() {
        return session;
    }

    final SocketIoRevision revision() {
        return revision;
    }

    /** The id that the HttpSession of this connection has now; null when there was none. */
    abstract @Nullable String httpSessionId();

    @Override
    public final SessionOwner owner() {
        Object principal = session.request().attributes().get(HttpExchange.PRINCIPAL);
        return new SessionOwner(principal instanceof Principal caller ? caller.getName() : null, httpSessionId());
    }

    @Override
    public final String transport() {
        return session.transport().wire();
    }

    @Override
    public final int protocol() {
        return session.revision().number();
    }

    @Override
    public final EngineRequest request() {
        HandshakeRequest first = session.request();
        return new EngineRequest(
                first.method(),
                first.url(),
                first.headers(),
                first.query(),
                first.remoteAddress(),
                first.secure(),
                TransportName.WEBSOCKET.wire().equals(first.query().get("transport")));
    }

    @Override
    public final boolean isReadingFrame() {
        return session.isReadingFrame();
    }

    @Override
    public final MemoryAccount memory() {
        return session.memory().account();
    }

    @Override
    public final int bufferedBytes() {
        return session.bufferedBytes();
    }

    @Override
    public final long pendingBytes() {
        return memory().incomingBytes();
    }

    @Override
    public final boolean isWritable() {
        return session.isWritable();
    }

    @Override
    public final void flush() {
        session.flush();
    }

    @Override
    public final void close() {
        session.close();
    }
}
