package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.internal.adapter.AckDelivery;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.adapter.Delivery;
import io.socketio.jakarta.internal.core.mailbox.MailboxTask;
import io.socketio.jakarta.internal.core.mailbox.SerialExecutor;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.Deliveries;
import io.socketio.jakarta.internal.core.socket.Outgoing;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.core.socket.SocketNamespace;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.protocol.EncodedPacket;
import io.socketio.jakarta.internal.protocol.Packet;
import io.socketio.jakarta.options.NamespaceOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One namespace: its middleware, its listeners, its sockets, and its adapter. */
public final class CoreNamespace extends ListeningNamespace implements SocketNamespace, AdapterHost {

    private final Namespaces namespaces;
    private final ServerContext context;
    private final String name;
    private final NamespaceOptions options;
    private final Adapter adapter;
    private final BroadcastOperator everybody;
    private final SerialExecutor roomListeners;
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
        this.roomListeners = new SerialExecutor(
                context.executor(), new MemoryAccount(context.memory(), () -> {}), thrown -> context.operatorLog()
                        .userCodeFailed("room listener", name, thrown));
        this.adapter = context.adapters().create(this);
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

    /** Keeps the namespace for one socket, until {@link #leave}. @return false if it has been retired */
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
        NamespaceListeners.checkServerSideName(event);
        current().adapter.serverSideEmit(event, new ArrayList<>(Arrays.asList(Outgoing.arguments(args))));
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
        if (socket.isEnded()) {
            // It has ended since, and was removed before it was here.
            sockets.remove(socket.id());
        }
        adapter.addAll(socket.id(), List.of(socket.id()));
    }

    /** Takes a socket out of all rooms and out of the namespace. */
    @Override
    public void remove(CoreSocket socket) {
        sockets.remove(socket.id());
        adapter.delAll(socket.id());
    }

    @Override
    public Delivery delivery(BroadcastEvent event, BroadcastOptions options) {
        return plain(event, Packet.NO_ACK, options);
    }

    @Override
    public AckDelivery deliveryWithAck(BroadcastEvent event, BroadcastOptions options, Consumer<Arguments> onResponse) {
        long ackId = nextAckId();
        return new Deliveries.WithAck(
                plain(event, ackId, options), ackId, context.scheduler(), options.timeout(), onResponse);
    }

    private Deliveries.Plain plain(BroadcastEvent event, long ackId, BroadcastOptions options) {
        Object[] args = event.args().toArray();
        EncodedPacket packet = context.parser().event(name, ackId, event.name(), args);
        return new Deliveries.Plain(
                event.name(), args, Outgoing.toEveryEngine(packet, options.compress()), options.isVolatile());
    }

    @Override
    public void onServerSideEvent(String event, List<@Nullable Object> args) {
        Arguments arguments = context.reread(args.toArray(), null);
        execute(() -> listeners.fireServerSide(event, arguments, thrown -> context.operatorLog()
                .userCodeFailed("listener of " + LogText.quoted(event), name, thrown)));
    }

    @Override
    public void execute(Runnable work) {
        context.executors().own().execute(work);
    }

    @Override
    public void tell(Runnable listeners) {
        roomListeners.post(MailboxTask.of(listeners));
    }

    @Override
    public String toString() {
        return "Namespace[" + LogText.plain(name) + ", " + sockets.size() + " sockets]";
    }
}
