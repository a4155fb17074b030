package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastAckCallback;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.ClusterState;
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
import io.socketio.jakarta.engine.EngineConnection;
import io.socketio.jakarta.internal.core.connection.Connections;
import io.socketio.jakarta.internal.core.http.CoreEngine;
import io.socketio.jakarta.internal.core.mailbox.ServerExecutors;
import io.socketio.jakarta.internal.core.namespace.BroadcastStart;
import io.socketio.jakarta.internal.core.namespace.CoreNamespace;
import io.socketio.jakarta.internal.core.namespace.Namespaces;
import io.socketio.jakarta.internal.core.namespace.SlowHandlerWatch;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.core.socket.ServerEnd;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.internal.engine.EngineServer;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server itself: joins the engine below with the namespaces above. */
public final class CoreServer implements SocketIoServer, BroadcastStart {

    private final ServerContext context;
    private final Namespaces namespaces;
    private final CoreNamespace root;
    private final Connections connections;
    private final CoreEngine engine;
    private final ServerEnd end;

    private CoreServer(ServerContext context) {
        this.context = context;
        this.namespaces = new Namespaces(context, this);
        this.root = namespaces.root();
        this.connections = new Connections(context, namespaces, this::onConnection);
        this.engine = new CoreEngine(context.engine(), connections::connect);
        this.end = new ServerEnd(context.engine(), context.liveSockets());
        new SlowHandlerWatch(context, namespaces);
    }

    /**
     * @param executors the threads
     * @param scheduler runs timers; no user code
     */
    public static CoreServer create(
            SocketIoOptions options, PayloadCodec codec, ServerExecutors executors, Scheduler scheduler) {
        return create(options, ServerParts.of(codec), executors, scheduler);
    }

    /**
     * @param executors the threads
     * @param scheduler runs timers; no user code
     */
    public static CoreServer create(
            SocketIoOptions options, ServerParts parts, ServerExecutors executors, Scheduler scheduler) {
        return create(ServerContext.of(options, parts, executors, scheduler, System::nanoTime));
    }

    static CoreServer create(ServerContext context) {
        return new CoreServer(context);
    }

    private void onConnection(EngineConnection connection) {
        engine.onOpened(connection);
    }

    /** Where the web layer hands over requests. */
    public EngineServer engineServer() {
        return engine.server();
    }

    /** The engine with the hooks of the application, which also empties the server. */
    public CoreEngine coreEngine() {
        return engine;
    }

    /** The connections, for whoever follows HttpSessions. */
    public Connections connections() {
        return connections;
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
        context.filters().add(filter);
        return this;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public SocketIoOptions options() {
        return context.options();
    }

    @Override
    public CompletionStage<ClusterState> cluster() {
        ClusterState state = context.adapters().state();
        if (!state.member()) {
            return CompletableFuture.completedStage(state);
        }
        return root.adapter().serverCount().handle((count, failure) -> context.adapters()
                .state()
                .withServers(failure == null ? Math.max(1, count) : 1));
    }

    @Override
    public CompletionStage<@Nullable Void> drain(Duration duration) {
        return engine.drain(duration);
    }

    @Override
    public boolean isDraining() {
        return engine.isDraining() || end.hasBegun();
    }

    @Override
    public CompletionStage<Void> close() {
        return end.begin(this::closeConnections);
    }

    private void closeConnections() {
        for (CoreNamespace namespace : namespaces.all()) {
            for (CoreSocket socket : namespace.all()) {
                socket.end(DisconnectReason.SERVER_SHUTTING_DOWN, null, false);
            }
            namespace.adapter().close();
        }
        engine.close();
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
    public Set<String> rooms() {
        return root.rooms();
    }

    @Override
    public Set<String> socketsIn(String room) {
        return root.socketsIn(room);
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
    public void serverSideEmit(String event, @Nullable Object[] args, BroadcastAckCallback callback) {
        root.serverSideEmit(event, args, callback);
    }

    @Override
    public CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, @Nullable Object... args) {
        return root.serverSideEmitWithAck(event, args);
    }

    @Override
    public Namespace onServerEvent(String event, ServerEventListener listener) {
        return root.onServerEvent(event, listener);
    }

    @Override
    public Namespace onRoom(RoomListener listener) {
        return root.onRoom(listener);
    }

    @Override
    public String toString() {
        return "SocketIoServer[" + (end.hasBegun() ? "closed, " : isDraining() ? "draining, " : "")
                + engine.clientsCount() + " connections, " + namespaces.all().size() + " namespaces]";
    }
}
