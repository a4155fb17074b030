package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMatcher;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.Engine;
import io.socketio.jakarta.internal.core.ack.AckTable;
import io.socketio.jakarta.internal.core.event.WireArguments;
import io.socketio.jakarta.internal.core.mailbox.RateLimitedLog;
import io.socketio.jakarta.internal.core.mailbox.RetryingExecutor;
import io.socketio.jakarta.internal.engine.EngineServer;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionIds;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.protocol.EncodedPacket;
import io.socketio.jakarta.internal.protocol.Packet;
import io.socketio.jakarta.internal.protocol.PacketDecoder;
import io.socketio.jakarta.internal.protocol.PacketEncoder;
import io.socketio.jakarta.internal.protocol.PacketException;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.options.SocketIoOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server itself: joins the engine below with the namespaces above. */
public final class CoreServer implements SocketIoServer, BroadcastStart {

    /** How long {@link #close} waits for disconnect listeners. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final SocketIoOptions options;
    private final PayloadCodec codec;
    private final Scheduler scheduler;
    private final LongSupplier nanoTime;
    private final RateLimitedLog operatorLog;
    private final RetryingExecutor dispatcher;
    private final PacketEncoder encoder;
    private final SessionIds ids = new SessionIds(new SecureRandom());
    private final Namespaces namespaces;
    private final CoreNamespace root;
    private final ListenerFilters filters = new ListenerFilters();
    private final HttpSessionIndex httpSessions = new HttpSessionIndex();
    private final CoreEngine engine;
    private volatile boolean closesWithHttpSession = true;

    /** Sockets that have joined and whose disconnect listeners have not all run. */
    private final AtomicInteger liveSockets = new AtomicInteger();

    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile boolean closing;

    private CoreServer(
            SocketIoOptions options,
            PayloadCodec codec,
            Executor executor,
            Scheduler scheduler,
            LongSupplier nanoTime) {
        this.options = options;
        this.codec = codec;
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
        this.operatorLog = new RateLimitedLog(nanoTime);
        this.dispatcher = new RetryingExecutor(executor, scheduler, operatorLog);
        this.encoder = new PacketEncoder(codec);
        this.namespaces = new Namespaces(this);
        this.root = namespaces.root();
        this.engine = new CoreEngine(this, ids);
    }

    /**
     * @param executor runs all user code
     * @param scheduler runs timers; no user code
     */
    public static CoreServer create(
            SocketIoOptions options, PayloadCodec codec, Executor executor, Scheduler scheduler) {
        return create(options, codec, executor, scheduler, System::nanoTime);
    }

    /** @param nanoTime the clock that the scheduler keeps */
    static CoreServer create(
            SocketIoOptions options,
            PayloadCodec codec,
            Executor executor,
            Scheduler scheduler,
            LongSupplier nanoTime) {
        return new CoreServer(options, codec, executor, scheduler, nanoTime);
    }

    /** Where the web layer hands over requests. */
    public EngineServer engineServer() {
        return engine.server();
    }

    // ---- For the other classes of this package

    PayloadCodec codec() {
        return codec;
    }

    PacketEncoder encoder() {
        return encoder;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    public RetryingExecutor dispatcher() {
        return dispatcher;
    }

    RateLimitedLog operatorLog() {
        return operatorLog;
    }

    String nextId() {
        return ids.next();
    }

    AckTable newAckTable(int maxPending) {
        return new AckTable(maxPending, scheduler, nanoTime);
    }

    /** A connection has closed, and the listeners of its sockets have run. */
    void onOver(ClientConnection connection) {
        String id = connection.httpSessionId();
        if (id != null) {
            httpSessions.remove(id, connection);
        }
    }

    /** Whether the end of an HttpSession closes the connections that began in it. Default: true. */
    public void closeWithHttpSession(boolean closes) {
        closesWithHttpSession = closes;
    }

    /** An HttpSession ends: nobody holds it any more. */
    public void onHttpSessionEnded(String sessionId) {
        for (ClientConnection connection : httpSessions.end(sessionId)) {
            connection.onHttpSessionEnded(closesWithHttpSession);
        }
    }

    /** An HttpSession goes on under another id. */
    public void onHttpSessionRenamed(String oldId, String newId) {
        httpSessions.rename(oldId, newId);
    }

    static Duration checkTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive, but is " + timeout);
        }
        return timeout;
    }

    ClientConnection connect(EngineSession session) {
        ClientConnection connection = new ClientConnection(this, session);
        if (session.request().attributes().get(HttpExchange.HTTP_SESSION_ID) instanceof String id) {
            connection.httpSessionId(id);
            httpSessions.add(id, connection);
            catchUp(connection.httpSession(), id);
        }
        connection.startConnectTimer();
        return connection;
    }

    /** What has become of an HttpSession since the request of the handshake came, when nobody knew of the connection. */
    private void catchUp(@Nullable LinkedHttpSession linked, String knownId) {
        if (linked != null && !linked.isActive()) {
            onHttpSessionEnded(knownId);
        } else if (linked != null && !linked.id().equals(knownId)) {
            onHttpSessionRenamed(knownId, linked.id());
        }
    }

    Namespaces namespaces() {
        return namespaces;
    }

    ListenerFilters filters() {
        return filters;
    }

    void onSocketJoined() {
        liveSockets.incrementAndGet();
    }

    void onSocketGone() {
        if (liveSockets.decrementAndGet() == 0 && closing) {
            completeClose();
        }
    }

    /** Arguments as if a client had sent them. */
    Arguments reread(@Nullable Object[] args) {
        EncodedPacket encoded = encoder.event(Namespaces.ROOT, Packet.NO_ACK, "replaced", args);
        PacketDecoder decoder = new PacketDecoder(encoded.attachments().size(), Long.MAX_VALUE);
        try {
            Packet packet = decoder.onText(encoded.head(), 1);
            for (byte[] attachment : encoded.attachments()) {
                packet = decoder.onBinary(attachment);
            }
            return new WireArguments(((Packet.Event) Objects.requireNonNull(packet)).arguments(), codec);
        } catch (PacketException e) {
            throw new PayloadException("the values cannot be read back", e);
        }
    }

    // ---- SocketIoServer

    @Override
    public Namespace of(String name) {
        return namespaces.of(name);
    }

    @Override
    public ParentNamespace of(Pattern pattern) {
        return namespaces.addParent(pattern);
    }

    @Override
    public ParentNamespace of(NamespaceMatcher matcher) {
        return namespaces.addParent(matcher);
    }

    @Override
    public SocketIoServer onNewNamespace(Consumer<Namespace> listener) {
        namespaces.onNewNamespace(listener);
        return this;
    }

    @Override
    public SocketIoServer surround(ListenerFilter filter) {
        filters.add(filter);
        return this;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public SocketIoOptions options() {
        return options;
    }

    @Override
    public CompletionStage<Void> close() {
        if (closing) {
            return closed;
        }
        closing = true;
        for (CoreNamespace namespace : namespaces.all()) {
            for (CoreSocket socket : namespace.all()) {
                socket.end(DisconnectReason.SERVER_SHUTTING_DOWN, null, false);
            }
            namespace.adapter().close();
        }
        engine.server().close();
        if (liveSockets.get() == 0) {
            completeClose();
        } else {
            Scheduler.Cancellable timeout = scheduler.schedule(this::completeClose, CLOSE_TIMEOUT);
            closed.whenComplete((nothing, error) -> timeout.cancel());
        }
        return closed;
    }

    private void completeClose() {
        dispatcher.close();
        closed.complete(null);
    }

    // ---- As the namespace "/"

    @Override
    public BroadcastOperator everybody() {
        return root.everybody();
    }

    @Override
    public String name() {
        return root.name();
    }

    @Override
    public SocketIoServer server() {
        return this;
    }

    @Override
    public Map<String, Socket> sockets() {
        return root.sockets();
    }

    @Override
    public Namespace use(NamespaceMiddleware middleware) {
        return root.use(middleware);
    }

    @Override
    public Namespace onConnection(Consumer<Socket> listener) {
        return root.onConnection(listener);
    }

    @Override
    public Namespace on(String event, Consumer<Arguments> listener) {
        return root.on(event, listener);
    }

    @Override
    public void serverSideEmit(String event, @Nullable Object... args) {
        root.serverSideEmit(event, args);
    }

    @Override
    public Namespace onRoom(RoomListener listener) {
        return root.onRoom(listener);
    }

    @Override
    public String toString() {
        return "SocketIoServer[" + (closing ? "closed, " : "") + engine.clientsCount() + " connections, "
                + namespaces.all().size() + " namespaces]";
    }
}
