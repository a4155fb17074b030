package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.core.ack.ExecutorFuture;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.core.socket.SocketNamespace;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.options.NamespaceOptions;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One namespace: its middleware, its listeners, its sockets, and its adapter. */
public final class CoreNamespace extends ListeningNamespace implements SocketNamespace {

    private final Namespaces namespaces;
    private final ServerContext context;
    private final String name;
    private final NamespaceOptions options;
    private final Adapter adapter;
    private final BroadcastOperator everybody;
    private final AtomicLong ackIds = new AtomicLong();
    private final ConcurrentMap<String, CoreSocket> sockets = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> announced = new CompletableFuture<>();
    /** Null when no parent has made it. */
    private final @Nullable CoreParentNamespace parent;

    /** Among the children of the parent; 0 without one. */
    private final long place;

    private final Occupancy occupancy;

    CoreNamespace(Namespaces namespaces, String name, @Nullable CoreParentNamespace parent) {
        this.namespaces = namespaces;
        this.context = namespaces.context();
        this.name = name;
        this.parent = parent;
        this.place = parent == null ? 0 : parent.nextPlace();
        this.options = context.options().namespace(name);
        this.occupancy = new Occupancy(parent != null && options.cleanupWhenEmpty());
        this.adapter = namespaces.newAdapter(new NamespaceHost(this));
        this.everybody = CoreBroadcast.of(this, BroadcastOptions.everybody(options.ackTimeout()));
        if (parent != null) {
            listeners.addAll(parent.listeners);
            listeners.room().forEach(this::onRoom);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SocketIoServer server() {
        return namespaces.server();
    }

    @Override
    ServerContext context() {
        return context;
    }

    @Override
    public NamespaceOptions options() {
        return options;
    }

    @Override
    public Adapter adapter() {
        return adapter;
    }

    @Override
    public Map<String, Socket> sockets() {
        return Collections.unmodifiableMap(current().sockets);
    }

    /** This namespace, or the one that has its name since this one was removed: an application may have kept this one. */
    CoreNamespace current() {
        CoreNamespace successor = isRetired() ? namespaces.find(name) : null;
        return successor == null ? this : successor;
    }

    @Override
    public Set<String> rooms() {
        return current().adapter.rooms();
    }

    @Override
    public Set<String> socketsIn(String room) {
        return current().adapter.socketsIn(room);
    }

    public Collection<CoreSocket> all() {
        return sockets.values();
    }

    @Override
    public @Nullable CoreParentNamespace parent() {
        return parent;
    }

    long place() {
        return place;
    }

    // ---- Coming and going of the namespace itself

    /** Whether the listeners of {@code new_namespace} have run; before, no client may join, because they may add middleware. */
    public boolean isAnnounced() {
        return announced.isDone() && !announced.isCompletedExceptionally();
    }

    /** @param failure null, or why the namespace could not be made and has been removed */
    void onAnnounced(@Nullable Throwable failure) {
        if (failure == null) {
            announced.complete(null);
        } else {
            announced.completeExceptionally(failure);
        }
    }

    /** Runs the action now or, on the executor, when the namespace has been announced; the other if it could not be made. */
    public void afterAnnouncement(Runnable action, Runnable onFailed) {
        if (isAnnounced()) {
            action.run();
        } else {
            announced.whenCompleteAsync(
                    (nothing, failure) -> (failure == null ? action : onFailed).run(), context.executor());
        }
    }

    boolean isRetired() {
        return occupancy.isRetired();
    }

    @Override
    public boolean enter() {
        return occupancy.enter();
    }

    /** The last to leave retires the namespace. */
    @Override
    public void leave() {
        if (occupancy.leave()) {
            namespaces.onRetired(this);
        }
    }

    /**
     * Keeps the namespace for good, because the application is about to add something to it that a successor would lack. What is added while the
     * namespace is announced is added to the successor, too.
     *
     * @return this namespace, or its successor if it has been removed
     */
    private CoreNamespace held() {
        CoreNamespace present = this;
        while (isAnnounced() && !present.occupancy.hold()) {
            present = (CoreNamespace) namespaces.of(name);
        }
        return present;
    }

    // ---- Listeners

    /** Those of all namespaces first. */
    @Override
    public NamespaceMiddleware[] middlewares() {
        return context.filters().before(listeners.middlewares());
    }

    @Override
    NamespaceListeners listenersForChange() {
        return held().listeners;
    }

    @Override
    public Namespace onRoom(RoomListener listener) {
        CoreNamespace present = held();
        present.adapter.onRoom(change -> change.tell(present, listener));
        return this;
    }

    @Override
    public void fireConnection(CoreSocket socket) {
        context.filters().onConnection(socket, () -> listeners.fireConnection(socket));
    }

    @Override
    public void serverSideEmit(String event, @Nullable Object... args) {
        current().adapter.serverSideEmit(event, ServerSide.arguments(event, args));
    }

    @Override
    public CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, @Nullable Object... args) {
        return ExecutorFuture.of(
                current().adapter.serverSideEmitWithAck(event, ServerSide.arguments(event, args)),
                context.executor(),
                responses -> responses);
    }

    /** Calls the listeners of an event that another server has sent. */
    void fireServerSide(String event, Arguments args, Ack ack) {
        listeners.fireServerSide(this, event, args, ack, thrown -> context.operatorLog()
                .userCodeFailed("listener of " + LogText.quoted(event), name, thrown));
    }

    // ---- Sockets and broadcasts

    @Override
    public BroadcastOperator everybody() {
        return everybody;
    }

    @Override
    public long nextAckId() {
        return ackIds.getAndIncrement();
    }

    /** Puts a socket that has joined into the namespace and into its own room. */
    public void add(CoreSocket socket) {
        context.liveSockets().onJoined();
        sockets.put(socket.id(), socket);
        adapter.addAll(socket.id(), List.of(socket.id()));
    }

    /** Takes a socket out of all rooms and out of the namespace. */
    @Override
    public void remove(CoreSocket socket) {
        sockets.remove(socket.id(), socket);
        adapter.delAll(socket.id());
    }

    @Override
    public String toString() {
        return "Namespace[" + LogText.plain(name) + ", " + sockets.size() + " sockets]";
    }
}
