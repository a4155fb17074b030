package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.adapter.LocalAdapter;
import io.socketio.jakarta.internal.adapter.LocalSocket;
import io.socketio.jakarta.internal.adapter.RoomChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The adapter of a cluster whose nodes are servers in this JVM, and whose bus is a list: has a local adapter, and tells the others. */
final class BusAdapter implements Adapter {

    /** What the nodes share. */
    static final class Bus implements AdapterFactory {
        final List<BusAdapter> created = new ArrayList<>();
        final List<BusAdapter> open = new ArrayList<>();

        @Override
        public Adapter create(AdapterHost host) {
            BusAdapter adapter = new BusAdapter(this, host);
            created.add(adapter);
            return adapter;
        }
    }

    private final Bus bus;
    private final AdapterHost host;
    private final LocalAdapter local;
    boolean closed;

    private BusAdapter(Bus bus, AdapterHost host) {
        this.bus = bus;
        this.host = host;
        this.local = new LocalAdapter(host);
    }

    String namespace() {
        return host.name();
    }

    @Override
    public void open() {
        bus.open.add(this);
    }

    @Override
    public void close() {
        bus.open.remove(this);
        closed = true;
    }

    /** This one and those of the same namespace on the other nodes. */
    private List<BusAdapter> nodes(boolean onlyHere) {
        List<BusAdapter> nodes = new ArrayList<>(List.of(this));
        for (BusAdapter each : bus.open) {
            if (!onlyHere && each != this && each.namespace().equals(namespace())) {
                nodes.add(each);
            }
        }
        return nodes;
    }

    @Override
    public void register(LocalSocket socket) {
        local.register(socket);
    }

    @Override
    public void addAll(String socketId, Collection<String> rooms) {
        local.addAll(socketId, rooms);
    }

    @Override
    public void del(String socketId, String room) {
        local.del(socketId, room);
    }

    @Override
    public void delAll(String socketId) {
        local.delAll(socketId);
    }

    @Override
    public Set<String> socketRooms(String socketId) {
        return local.socketRooms(socketId);
    }

    @Override
    public void broadcast(BroadcastEvent event, BroadcastOptions options) {
        nodes(options.local()).forEach(node -> node.local.broadcast(event, options));
    }

    @Override
    public void broadcastWithAck(
            BroadcastEvent event, BroadcastOptions options, IntConsumer clientCount, Consumer<Arguments> onResponse) {
        nodes(options.local()).forEach(node -> node.local.broadcastWithAck(event, options, clientCount, onResponse));
    }

    @Override
    public CompletionStage<Integer> serverCount() {
        return CompletableFuture.completedStage(nodes(false).size());
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets(BroadcastOptions options) {
        List<RemoteSocket> all = new ArrayList<>();
        nodes(options.local())
                .forEach(node -> all.addAll(
                        node.local.fetchSockets(options).toCompletableFuture().join()));
        return CompletableFuture.completedStage(all);
    }

    @Override
    public void addSockets(BroadcastOptions options, Collection<String> rooms) {
        nodes(options.local()).forEach(node -> node.local.addSockets(options, rooms));
    }

    @Override
    public void delSockets(BroadcastOptions options, Collection<String> rooms) {
        nodes(options.local()).forEach(node -> node.local.delSockets(options, rooms));
    }

    @Override
    public void disconnectSockets(BroadcastOptions options, boolean close) {
        nodes(options.local()).forEach(node -> node.local.disconnectSockets(options, close));
    }

    @Override
    public void serverSideEmit(String event, List<Object> args) {
        for (BusAdapter node : nodes(false)) {
            if (node != this) {
                node.host.onServerSideEvent(event, args);
            }
        }
    }

    @Override
    public Set<String> rooms() {
        return local.rooms();
    }

    @Override
    public Set<String> socketsIn(String room) {
        return local.socketsIn(room);
    }

    @Override
    public void onRoom(Consumer<RoomChange> listener) {
        local.onRoom(listener);
    }
}
