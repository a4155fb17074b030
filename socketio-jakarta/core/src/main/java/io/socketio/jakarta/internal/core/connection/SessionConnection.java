package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.engine.ConnectionListener;
import io.socketio.jakarta.engine.EngineConnection;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.internal.adapter.SessionOwner;
import io.socketio.jakarta.internal.core.mailbox.Bursts;
import io.socketio.jakarta.internal.core.socket.EngineContext;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.http.HandshakeRequest;
import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.security.Principal;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One engine session as its owner sees it: what a client of Socket.IO and an Engine.IO socket have in common. */
public abstract class SessionConnection implements EngineConnection, Bursts {

    private static final AtomicReferenceFieldUpdater<SessionConnection, ConnectionListeners> LISTENERS =
            AtomicReferenceFieldUpdater.newUpdater(SessionConnection.class, ConnectionListeners.class, "listeners");

    private final EngineSession session;
    private final DrainWaiters drainWaiters;
    private volatile ConnectionListeners listeners = ConnectionListeners.NONE;
    /** The id that the HttpSession of this connection has now; null when there was none. */
    private volatile @Nullable String httpSessionId;

    /** @param whenEnded makes what those are told who wait for a drain when the connection ends */
    protected SessionConnection(EngineSession session, Supplier<? extends Exception> whenEnded) {
        this.session = session;
        this.drainWaiters = new DrainWaiters(whenEnded);
    }

    /** What everything in the server shares. */
    protected abstract EngineContext engine();

    /** The application's listeners. */
    protected final ConnectionListeners listeners() {
        return listeners;
    }

    @Override
    public EngineConnection listen(ConnectionListener listener) {
        LISTENERS.updateAndGet(this, old -> old.with(listener, this));
        session.tellDrains();
        return this;
    }

    /** Completes on the executor when the client has taken what is queued for it. */
    protected final CompletionStage<@Nullable Void> awaitDrain() {
        session.tellDrains();
        return drainWaiters.await(() -> session.bufferedBytes() == 0, engine().executor());
    }

    /** Everything that was queued has been handed to the transport. */
    protected final void onDrained() {
        drainWaiters.onDrain(engine().executor());
        listeners.onDrain();
    }

    /** Nobody waits for a drain any more. */
    protected final void endDrains() {
        drainWaiters.onEnd(engine().executor());
    }

    protected final EngineSession session() {
        return session;
    }

    final @Nullable String httpSessionId() {
        return httpSessionId;
    }

    final void httpSessionId(String id) {
        httpSessionId = id;
    }

    /** The HttpSession in which this connection began; null when there was none. */
    public final @Nullable LinkedHttpSession httpSession() {
        return session.request().attributes().get(HttpExchange.HTTP_SESSION) instanceof LinkedHttpSession linked
                ? linked
                : null;
    }

    /** @param closes whether the connection ends with it */
    final void onHttpSessionEnded(boolean closes) {
        releaseHttpSession();
        if (closes) {
            disconnectAll();
        }
    }

    /** Nobody asks for the HttpSession of this connection any more. */
    final void releaseHttpSession() {
        LinkedHttpSession linked = httpSession();
        if (linked != null) {
            linked.release();
        }
    }

    /** Says goodbye to the client, as far as the protocol has a word for it, and closes the connection. */
    public abstract void disconnectAll();

    /**
     * Ends the connection at once, after something that was done for it has failed with an {@link Error}.
     *
     * @param where for the log, for example {@code listener of "message"}
     * @param namespace empty when it happened outside of all namespaces
     */
    public abstract void onError(String where, String namespace, Throwable cause);

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

    public final boolean isReadingFrame() {
        return session.isReadingFrame();
    }

    public final MemoryAccount memory() {
        return session.memory().account();
    }

    public final int bufferedBytes() {
        return session.bufferedBytes();
    }

    public final long pendingBytes() {
        return memory().incomingBytes();
    }

    public final boolean isWritable() {
        return session.isWritable();
    }

    @Override
    public final boolean beginBurst() {
        return session.beginBurst();
    }

    @Override
    public final void endBurst() {
        session.endBurst();
    }

    public final void flush() {
        session.flush();
    }

    @Override
    public final void close() {
        session.close();
    }
}
