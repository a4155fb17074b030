package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.AckDisconnectedException;
import io.socketio.jakarta.Client;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.engine.ConnectionListener;
import io.socketio.jakarta.internal.core.mailbox.ConnectionShare;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.EngineContext;
import io.socketio.jakarta.internal.core.socket.Outgoing;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.core.socket.SocketConnection;
import io.socketio.jakarta.internal.engine.CloseReason;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionListener;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.PacketException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one engine session. Packets are decoded on the container's thread and posted to the mailbox of their socket. The first CONNECT to a
 * namespace reserves it at once, so a second one is a violation however close behind it comes.
 *
 * <p>What a client may not do (CONNECT twice, packets for a namespace that it is not in, CONNECT_ERROR) closes the connection. What cannot be decoded
 * is told to all sockets and closes the connection after what waits was sent.
 */
public final class ClientConnection extends SessionConnection implements SocketConnection, JoinTimer.Owner {

    private static final System.Logger LOG = Loggers.SOCKET;

    private final ServerContext context;
    private final Connections connections;

    /** Namespaces that are still connecting or searched for included. */
    private final NamespaceSlots slots = new NamespaceSlots();

    private final ConnectionEnd end = new ConnectionEnd();
    private final EndingSockets ending = new EndingSockets();
    /** Whatever still comes is ignored. */
    private volatile boolean closed;

    private final SocketIoRevision revision;
    private final IncomingPackets incoming;
    private final ConnectionShare share;
    private final JoinTimer joinTimer;
    /** Null before the first failure. */
    private volatile @Nullable FailedConnection failure;

    ClientConnection(ServerContext context, Connections connections, EngineSession session) {
        super(session, AckDisconnectedException::new);
        this.context = context;
        this.revision = SocketIoRevision.of(session);
        this.connections = connections;
        this.joinTimer = new JoinTimer(context, this);
        this.share = new ConnectionShare(context.executor(), context.executors().handlersPerConnection());
        this.incoming = new IncomingPackets(this, slots, context);
    }

    @Override
    protected EngineContext engine() {
        return context.engine();
    }

    /** A connection without any namespace is closed after a while: one that never joins, and one that has left its last. */
    void startJoinTimer() {
        joinTimer.update();
    }

    /** Joins the namespace that clients of this protocol revision join by connecting, if there is one. */
    void joinImplicitly() {
        incoming.joinImplicitly();
    }

    SocketIoRevision revision() {
        return revision;
    }

    /** Has no state: made when a client joins a namespace, and not kept by each connection. */
    NamespaceJoins joins() {
        return new NamespaceJoins(this, slots, end, context, connections.namespaces());
    }

    // ---- Incoming, on container threads

    /** Receives what the session brings. */
    SessionListener listener() {
        return incoming;
    }

    boolean isClosed() {
        return closed;
    }

    void onUndecodable(PacketException error) {
        LOG.log(System.Logger.Level.DEBUG, "{0} sent an undecodable packet: {1}", this, error.getMessage());
        closed = true;
        slots.forEachSocket(socket -> socket.onBadPacket(error));
        session().close();
    }

    @Override
    public void onError(String where, String namespace, Throwable cause) {
        closed = true;
        FailedConnection present = failure;
        if (present == null) {
            // Two threads that fail at once may each have one: then there are two entries in the log.
            present = new FailedConnection(slots, session(), context.operatorLog());
            failure = present;
        }
        present.onError(where, namespace, cause);
    }

    @Override
    public boolean isWithoutNamespace() {
        return !closed && !slots.hasConnected();
    }

    @Override
    public void onConnectTimeout() {
        LOG.log(System.Logger.Level.DEBUG, "{0} joined no namespace in time", this);
        closeByServer(false);
    }

    /**
     * Closes the session. If it can end at once its end brings {@code forced close} to the sockets; otherwise they end now.
     *
     * @param dropsPending whether events that still wait are dropped
     */
    void closeByServer(boolean dropsPending) {
        closed = true;
        session().flush();
        boolean endsAtOnce = session().isWritable() && !dropsPending;
        session().close();
        if (!endsAtOnce) {
            endAll(DisconnectReason.FORCED_SERVER_CLOSE, dropsPending);
        }
    }

    /** The session has ended. */
    void onClosed(CloseReason reason) {
        closed = true;
        try {
            joinTimer.update();
            endDrains();
            context.monitor().onConnectionClosed(this, reason.text());
        } finally {
            try {
                endAll(ConnectionEnd.reason(reason), false);
                slots.forEachSearch(NamespaceSearch::release);
            } finally {
                ConnectionEnd.Waiting waiting = end.leave() ? over() : null;
                if (waiting != null) {
                    context.executor().execute(() -> tell(waiting));
                }
            }
        }
    }

    /** A socket has ended, and its listeners have run. On the executor. */
    @Override
    public void onSocketGone(CoreSocket socket) {
        ending.onGone(socket);
        ConnectionEnd.Waiting waiting = end.leave() ? over() : null;
        if (waiting != null) {
            tell(waiting);
        }
    }

    private ConnectionEnd.@Nullable Waiting over() {
        connections.onOver(this);
        return end.take();
    }

    private void tell(ConnectionEnd.Waiting waiting) {
        waiting.runAll(thrown -> context.operatorLog().userCodeFailed("close listener of a client", "/", thrown));
    }

    /** More waits in the server than may, and most for this connection, which may have closed. Whatever of it waits is dropped. */
    void onCut() {
        context.monitor().onConnectionCut(this, memory().weight());
        closed = true;
        endAll(DisconnectReason.FORCED_SERVER_CLOSE, true);
        ending.forEach(CoreSocket::dropPending);
    }

    private void endAll(DisconnectReason reason, boolean dropsPending) {
        slots.forEachSocket(socket -> socket.end(reason, null, dropsPending));
    }

    @Override
    public void remove(CoreSocket socket) {
        ending.onEnded(socket);
        slots.remove(socket);
        joinTimer.update();
    }

    /** A socket has joined its namespace. */
    void onJoined() {
        session().memory().onJoined();
        joinTimer.update();
    }

    /** Tells every namespace goodbye and closes the connection. */
    @Override
    public void disconnectAll() {
        slots.forEachSocket(CoreSocket::endByServer);
        closeByServer(false);
    }

    @Override
    public Executor share() {
        return share;
    }

    // ---- Outgoing

    @Override
    public void send(List<OutboundPacket> packets) {
        listeners().onPacketCreate(packets);
        if (session().send(packets)) {
            context.monitor().onSent(this, packets);
        }
    }

    @Override
    public boolean enqueue(List<OutboundPacket> packets) {
        listeners().onPacketCreate(packets);
        return onQueued(session().enqueue(packets), packets);
    }

    /** Queues these packets and, in the same step, makes the socket reachable for broadcasts. */
    boolean enqueue(List<OutboundPacket> packets, CoreSocket reachable) {
        listeners().onPacketCreate(packets);
        return onQueued(session().enqueue(packets, reachable::toConnected), packets);
    }

    private boolean onQueued(boolean queued, List<OutboundPacket> packets) {
        if (queued) {
            context.monitor().onSent(this, packets);
        }
        return queued;
    }

    /** CONNECT is answered with an error. */
    void refuse(String namespace, String message, EncodedPacket error) {
        send(Outgoing.toEngine(error, true));
        context.monitor().onSocketRefused(this, namespace, message);
    }

    // ---- Client

    @Override
    public Client listen(ConnectionListener listener) {
        super.listen(listener);
        return this;
    }

    @Override
    public Collection<Socket> sockets() {
        return List.copyOf(slots.connected());
    }

    @Override
    public CompletionStage<@Nullable Void> whenDrained() {
        return awaitDrain();
    }

    @Override
    public Client onClose(Runnable listener) {
        if (!end.await(listener)) {
            context.executor().execute(() -> tell(new ConnectionEnd.Waiting(listener, null)));
        }
        return this;
    }

    @Override
    public String toString() {
        return "Client[" + transport() + (closed ? ", closed, " : ", ") + slots.count() + " sockets, "
                + session().bufferedBytes() + " bytes waiting]";
    }
}
