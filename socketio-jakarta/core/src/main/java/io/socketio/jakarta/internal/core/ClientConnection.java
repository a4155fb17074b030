package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.Client;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.engine.CloseReason;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionListener;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.protocol.EncodedPacket;
import io.socketio.jakarta.internal.protocol.Packet;
import io.socketio.jakarta.internal.protocol.PacketDecoder;
import io.socketio.jakarta.internal.protocol.PacketException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one engine session. Packets are decoded on the container's thread and posted to the mailbox of their socket. The first CONNECT to a
 * namespace reserves it at once, so a second one is a violation however close behind it comes.
 *
 * <p>What a client may not do (CONNECT twice, packets for a namespace that it is not in, CONNECT_ERROR) closes the connection. What cannot be decoded
 * is told to all sockets and closes the connection after what waits was sent.
 */
final class ClientConnection implements SessionListener, Client {

    private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());

    private final CoreServer server;
    private final EngineSession session;

    /** Namespaces that are still connecting or searched for included. */
    private final NamespaceSlots seats = new NamespaceSlots();

    private final ConnectionEnd end = new ConnectionEnd();
    /** Null before the start and after the first socket has joined. */
    private volatile Scheduler.@Nullable Cancellable connectTimer;
    /** Whatever still comes is ignored. */
    private volatile boolean closed;

    /** Id of the HttpSession in which the connection began; null when there was none. */
    private volatile @Nullable String httpSessionId;

    // Touched by one message call at a time.
    private final PacketDecoder decoder;
    private int binaryBytes;

    ClientConnection(CoreServer server, EngineSession session) {
        this.server = server;
        this.session = session;
        int maxPayload = server.options().maxPayloadBytes();
        int maxAttachments = server.options().maxAttachments();
        this.decoder = new PacketDecoder(maxAttachments, (long) maxPayload * maxAttachments);
    }

    /** A connection without any namespace is closed after a while. */
    void startConnectTimer() {
        connectTimer = server.scheduler()
                .schedule(this::onConnectTimeout, server.options().connectTimeout());
        if (closed) {
            stopConnectTimer();
        }
    }

    @Nullable
    String httpSessionId() {
        return httpSessionId;
    }

    void httpSessionId(String id) {
        httpSessionId = id;
    }

    /** The HttpSession itself; null when there was none. */
    @Nullable
    LinkedHttpSession httpSession() {
        return session.request().attributes().get(HttpExchange.HTTP_SESSION) instanceof LinkedHttpSession linked
                ? linked
                : null;
    }

    /** @param closes whether the connection ends with it */
    void onHttpSessionEnded(boolean closes) {
        releaseHttpSession();
        if (closes) {
            disconnectAll();
        }
    }

    private void releaseHttpSession() {
        LinkedHttpSession linked = httpSession();
        if (linked != null) {
            linked.release();
        }
    }

    EngineSession session() {
        return session;
    }

    // ---- Incoming, on container threads

    @Override
    public void onText(String message) {
        if (closed) {
            return;
        }
        try {
            binaryBytes = 0;
            onPacket(decoder.onText(message, 0), message.length());
        } catch (PacketException e) {
            onUndecodable(e);
        }
    }

    @Override
    public void onBinary(byte[] message) {
        if (closed) {
            return;
        }
        try {
            binaryBytes += message.length;
            onPacket(decoder.onBinary(message), binaryBytes);
        } catch (PacketException e) {
            onUndecodable(e);
        }
    }

    private void onPacket(@Nullable Packet packet, int weight) {
        if (packet == null) {
            return;
        }
        NamespaceSlot seat = seats.find(packet.namespace());
        if (packet instanceof Packet.Connect connect) {
            if (seat != null) {
                violated("CONNECT to a namespace that is connected or connecting");
            } else {
                onConnect(connect);
            }
            return;
        }
        if (!(seat instanceof CoreSocket socket)) {
            violated("packet for a namespace that is not connected");
        } else if (socket.isConnected()) {
            onPacket(socket, packet, weight);
        } else if (!socket.isEnded()) {
            violated("packet for a namespace that is still connecting");
        }
    }

    private void onPacket(CoreSocket socket, Packet packet, int weight) {
        if (packet instanceof Packet.Event event) {
            if (!socket.offer(event, weight)) {
                onMailboxFull(socket);
            }
        } else if (packet instanceof Packet.Ack ack) {
            socket.onAck(ack);
        } else if (packet instanceof Packet.Disconnect) {
            socket.end(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT, null, false);
        } else {
            violated("CONNECT_ERROR from a client");
        }
    }

    private void onConnect(Packet.Connect packet) {
        String name = packet.namespace();
        if (seats.count() >= server.options().maxNamespacesPerClient()) {
            send(server.encoder().connectError(name, "Too many namespaces", null));
            return;
        }
        CoreNamespace namespace = server.namespaces().find(name);
        if (namespace != null && namespace.isAnnounced() && namespace.enter()) {
            end.enter();
            CoreSocket socket = registered(namespace);
            seats.add(socket);
            begin(socket, namespace, packet.json());
        } else if (namespace != null || !server.namespaces().parents().isEmpty()) {
            NamespaceSearch search = new NamespaceSearch(name, packet.json(), this, server);
            seats.add(search);
            search.start();
        } else {
            send(server.encoder().connectError(name, "Invalid namespace", null));
        }
    }

    /** A search has ended well, on the executor. @param namespace has been entered */
    void onFound(NamespaceSearch search, CoreNamespace namespace, @Nullable String auth) {
        if (closed || !end.enter()) {
            namespace.leave();
            return;
        }
        CoreSocket socket = registered(namespace);
        seats.replace(search, socket);
        begin(socket, namespace, auth);
    }

    /** A search has ended without a namespace, on the executor. */
    void onNotFound(NamespaceSearch search, String message) {
        seats.remove(search);
        send(server.encoder().connectError(search.namespaceName(), message, null));
    }

    /** Known to the adapter before anybody can end it, which takes it out again. */
    private CoreSocket registered(CoreNamespace namespace) {
        CoreSocket socket = new CoreSocket(server.nextId(), namespace, this);
        namespace.adapter().register(socket);
        return socket;
    }

    private void begin(CoreSocket socket, CoreNamespace namespace, @Nullable String auth) {
        socket.mailbox().post(new Connecting(socket, namespace, this, auth));
        if (closed) {
            socket.end(DisconnectReason.TRANSPORT_CLOSE, null, true);
        }
    }

    /** Whether searches may stop: nobody waits for what they find. */
    boolean isClosed() {
        return closed;
    }

    private void onUndecodable(PacketException error) {
        LOG.log(System.Logger.Level.DEBUG, "{0} sent an undecodable packet: {1}", this, error.getMessage());
        closed = true;
        seats.forEachSocket(socket -> socket.onBadPacket(error));
        session.close();
    }

    private void violated(String what) {
        LOG.log(System.Logger.Level.DEBUG, "{0} violated the protocol: {1}", this, what);
        closeByServer(false);
    }

    private void onMailboxFull(CoreSocket socket) {
        server.operatorLog()
                .mailboxFull(
                        socket.toString(),
                        "the limit is " + socket.options().maxPendingEvents() + " events or "
                                + socket.options().maxPendingChars()
                                + " characters (SocketIoOptions.maxPendingEvents, maxPendingChars)");
        closeByServer(true);
    }

    private void onConnectTimeout() {
        if (!seats.connected().isEmpty()) {
            return;
        }
        LOG.log(System.Logger.Level.DEBUG, "{0} joined no namespace in time", this);
        closeByServer(false);
    }

    /**
     * Closes the session. If it can end at once its end brings {@code forced close} to the sockets; otherwise they end now.
     *
     * @param deafNow whether events that still wait are dropped
     */
    private void closeByServer(boolean deafNow) {
        closed = true;
        boolean endsAtOnce = session.isWritable() && !deafNow;
        session.close();
        if (!endsAtOnce) {
            endAll(DisconnectReason.FORCED_SERVER_CLOSE, deafNow);
        }
    }

    @Override
    public void onClose(CloseReason reason, @Nullable String description) {
        closed = true;
        stopConnectTimer();
        decoder.reset();
        endAll(reasonOf(reason), false);
        ConnectionEnd.Waiting waiting = end.leave() ? over() : null;
        if (waiting != null) {
            server.dispatcher().execute(() -> tell(waiting));
        }
    }

    /** A socket has ended, and its listeners have run. On the executor. */
    void onSocketGone() {
        ConnectionEnd.Waiting waiting = end.leave() ? over() : null;
        if (waiting != null) {
            tell(waiting);
        }
    }

    private ConnectionEnd.@Nullable Waiting over() {
        server.onOver(this);
        releaseHttpSession();
        return end.take();
    }

    private void tell(ConnectionEnd.Waiting waiting) {
        for (ConnectionEnd.Waiting each = waiting; each != null; each = each.older()) {
            try {
                each.listener().run();
            } catch (Throwable t) {
                server.operatorLog().userCodeFailed("close listener of a client", "/", t);
            }
        }
    }

    private void endAll(DisconnectReason reason, boolean deafNow) {
        seats.forEachSocket(socket -> socket.end(reason, null, deafNow));
    }

    private static DisconnectReason reasonOf(CloseReason reason) {
        return switch (reason) {
            case TRANSPORT_ERROR -> DisconnectReason.TRANSPORT_ERROR;
            case TRANSPORT_CLOSE -> DisconnectReason.TRANSPORT_CLOSE;
            case FORCED_CLOSE -> DisconnectReason.FORCED_CLOSE;
            case PING_TIMEOUT -> DisconnectReason.PING_TIMEOUT;
            case PARSE_ERROR -> DisconnectReason.PARSE_ERROR;
        };
    }

    // ---- Sockets

    void remove(CoreSocket socket) {
        seats.remove(socket);
    }

    /** A socket has joined its namespace. */
    void onJoined() {
        stopConnectTimer();
    }

    private void stopConnectTimer() {
        Scheduler.Cancellable timer = connectTimer;
        if (timer != null) {
            connectTimer = null;
            timer.cancel();
        }
    }

    /** Tells every namespace goodbye and closes the connection. */
    void disconnectAll() {
        seats.forEachSocket(CoreSocket::endByServer);
        closeByServer(false);
    }

    // ---- Outgoing

    void send(EncodedPacket packet) {
        session.send(Outgoing.toEngine(packet, true));
    }

    void send(List<OutboundPacket> packets) {
        session.send(packets);
    }

    boolean enqueue(List<OutboundPacket> packets) {
        return session.enqueue(packets);
    }

    /** Queues these packets and, in the same step, makes the socket reachable for broadcasts. */
    boolean enqueue(List<OutboundPacket> packets, CoreSocket reachable) {
        return session.enqueue(packets, reachable::toConnected);
    }

    void flush() {
        session.flush();
    }

    boolean isWritable() {
        return session.isWritable();
    }

    // ---- Client

    @Override
    public String transport() {
        return session.transport().wire();
    }

    @Override
    public Collection<Socket> sockets() {
        return List.copyOf(seats.connected());
    }

    @Override
    public int bufferedBytes() {
        return session.bufferedBytes();
    }

    @Override
    public Client onClose(Runnable listener) {
        if (!end.await(listener)) {
            server.dispatcher().execute(() -> tell(new ConnectionEnd.Waiting(listener, null)));
        }
        return this;
    }

    @Override
    public void close() {
        session.close();
    }

    @Override
    public String toString() {
        return "Client[" + transport() + (closed ? ", closed, " : ", ") + seats.count() + " sockets, "
                + session.bufferedBytes() + " bytes waiting]";
    }
}
