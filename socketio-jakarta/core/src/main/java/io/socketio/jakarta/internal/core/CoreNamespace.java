package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.adapter.AckDelivery;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.adapter.Delivery;
import io.socketio.jakarta.internal.adapter.LocalAdapter;
import io.socketio.jakarta.internal.protocol.EncodedPacket;
import io.socketio.jakarta.internal.protocol.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One namespace: its middleware, its listeners, its sockets, and its adapter. */
final class CoreNamespace implements Namespace, BroadcastStart, AdapterHost {

    private static final String CONNECT = "connect";
    private static final String CONNECTION = "connection";

    private final CoreServer server;
    private final String name;
    private final Adapter adapter;
    private final BroadcastOperator everybody;
    private final AtomicLong ackIds = new AtomicLong();
    private final ConcurrentMap<String, CoreSocket> sockets = new ConcurrentHashMap<>();
    private final List<NamespaceMiddleware> middlewares = new CopyOnWriteArrayList<>();
    private final List<Consumer<Socket>> connectListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Socket>> connectionListeners = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, List<Consumer<Arguments>>> serverSideListeners = new ConcurrentHashMap<>();

    CoreNamespace(CoreServer server, String name) {
        this.server = server;
        this.name = name;
        this.adapter = new LocalAdapter(this);
        this.everybody = new CoreBroadcast(
                this, BroadcastOptions.everybody(server.options().ackTimeout()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CoreServer server() {
        return server;
    }

    Adapter adapter() {
        return adapter;
    }

    @Override
    public Map<String, Socket> sockets() {
        return Collections.unmodifiableMap(sockets);
    }

    Collection<CoreSocket> all() {
        return sockets.values();
    }

    @Override
    public Namespace use(NamespaceMiddleware middleware) {
        middlewares.add(middleware);
        return this;
    }

    List<NamespaceMiddleware> middlewares() {
        return middlewares;
    }

    @Override
    public Namespace onConnection(Consumer<Socket> listener) {
        connectionListeners.add(listener);
        return this;
    }

    @Override
    public Namespace on(String event, Consumer<Arguments> listener) {
        switch (event) {
            case CONNECT -> connectListeners.add(socket -> listener.accept(new ValueArguments(socket)));
            case CONNECTION -> connectionListeners.add(socket -> listener.accept(new ValueArguments(socket)));
            default ->
                serverSideListeners
                        .computeIfAbsent(event, unused -> new CopyOnWriteArrayList<>())
                        .add(listener);
        }
        return this;
    }

    @Override
    public Namespace onRoom(RoomListener listener) {
        adapter.onRoom(listener);
        return this;
    }

    @Override
    public void serverSideEmit(String event, @Nullable Object... args) {
        if (event.equals(CONNECT) || event.equals(CONNECTION) || event.equals("new_namespace")) {
            throw new IllegalArgumentException("\"" + event + "\" is a reserved event name");
        }
        adapter.serverSideEmit(event, new ArrayList<>(Arrays.asList(Outgoing.arguments(args))));
    }

    @Override
    public BroadcastOperator everybody() {
        return everybody;
    }

    long nextAckId() {
        return ackIds.getAndIncrement();
    }

    /** Puts a socket that has joined into the namespace and into its own room. */
    void add(CoreSocket socket) {
        server.onSocketJoined();
        sockets.put(socket.id(), socket);
        if (socket.isEnded()) {
            // It has ended since, and was removed before it was here.
            sockets.remove(socket.id());
        }
        adapter.addAll(socket.id(), List.of(socket.id()));
    }

    /** Takes a socket out of all rooms and out of the namespace. */
    /** @return the rooms that the socket has left */
    Set<String> remove(CoreSocket socket) {
        Set<String> left = adapter.delAll(socket.id());
        sockets.remove(socket.id());
        return left;
    }

    /** In the mailbox of the socket, before any of its events. */
    void fireConnection(CoreSocket socket) {
        fire(connectListeners, CONNECT, socket);
        fire(connectionListeners, CONNECTION, socket);
    }

    private static void fire(List<Consumer<Socket>> listeners, String event, CoreSocket socket) {
        for (Consumer<Socket> listener : listeners) {
            try {
                listener.accept(socket);
            } catch (Throwable t) {
                socket.onFailed("listener of \"" + event + "\"", t);
                socket.fireError(t);
            }
        }
    }

    @Override
    public Delivery delivery(BroadcastEvent event, BroadcastOptions options) {
        return plain(event, Packet.NO_ACK, options);
    }

    @Override
    public AckDelivery deliveryWithAck(BroadcastEvent event, BroadcastOptions options, Consumer<Arguments> onResponse) {
        long ackId = nextAckId();
        return new Deliveries.WithAck(
                plain(event, ackId, options), ackId, server.scheduler(), options.timeout(), onResponse);
    }

    private Deliveries.Plain plain(BroadcastEvent event, long ackId, BroadcastOptions options) {
        Object[] args = event.args().toArray();
        EncodedPacket packet = server.encoder().event(name, ackId, event.name(), args);
        return new Deliveries.Plain(
                event.name(), args, Outgoing.toEngine(packet, options.compress()), options.isVolatile());
    }

    @Override
    public void execute(Runnable work) {
        server.dispatcher().execute(work);
    }

    @Override
    public String toString() {
        return "Namespace[" + name + ", " + sockets.size() + " sockets]";
    }
}
