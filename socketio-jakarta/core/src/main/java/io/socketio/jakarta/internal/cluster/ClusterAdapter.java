package io.socketio.jakarta.internal.cluster;

import static io.socketio.jakarta.internal.cluster.WireData.map;
import static io.socketio.jakarta.internal.cluster.WireData.opts;
import static io.socketio.jakarta.internal.cluster.WireData.packet;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.adapter.LocalSocket;
import io.socketio.jakarta.internal.adapter.RecoverableSession;
import io.socketio.jakarta.internal.adapter.RestoredSession;
import io.socketio.jakarta.internal.adapter.RoomChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Delivers on this server through a local adapter, and tells the other servers of the cluster to do the same. What concerns only this server, such as a
 * socket that joins a room, stays here.
 *
 * <p>This server's own clients are served at once, whatever becomes of the message to the others; unless the transport has offsets, which are part of
 * what clients receive.
 */
final class ClusterAdapter implements Adapter {

    private final Cluster cluster;
    private final AdapterHost host;
    private final Adapter local;
    private final LongAdder lost;

    /** Null until {@link #open}. */
    private volatile @Nullable Membership membership;

    /** @param lost counts the messages that could not be published */
    ClusterAdapter(Cluster cluster, AdapterHost host, Adapter local, LongAdder lost) {
        this.cluster = cluster;
        this.host = host;
        this.local = local;
        this.lost = lost;
    }

    @Override
    public void open() {
        local.open();
        Membership opened = new Membership(cluster, host, local, lost);
        membership = opened;
        opened.open();
    }

    @Override
    public void close() {
        Membership opened = membership;
        if (opened != null) {
            opened.close();
        }
        local.close();
    }

    private Membership member() {
        return Objects.requireNonNull(membership, "the adapter has not been opened");
    }

    // ---- Events

    @Override
    public void broadcast(BroadcastEvent event, BroadcastOptions options) {
        if (options.local()) {
            local.broadcast(event, options);
            return;
        }
        Membership member = member();
        BroadcastEvent natural = natural(event);
        // Delivered later, the event must not see what the application does with its arguments meanwhile.
        BroadcastEvent here = member.hasOffsets() ? natural : event;
        member.inOrder(
                Type.BROADCAST,
                map("packet", packet(natural), "opts", opts(options)),
                !options.isVolatile(),
                offset -> local.broadcast(Receiver.withOffset(here, options, offset), options));
    }

    @Override
    public void afterEvents(Runnable action) {
        member().afterEvents(action);
    }

    @Override
    public void broadcastWithAck(
            BroadcastEvent event, BroadcastOptions options, IntConsumer clientCount, Consumer<Arguments> onResponse) {
        if (!options.local()) {
            String id = Requests.newId();
            Map<String, @Nullable Object> data =
                    map("packet", packet(natural(event)), "requestId", id, "opts", opts(options));
            Membership member = member();
            CompletionStage<Integer> others = member.serverCount().thenApply(count -> count - 1);
            member.requests().openBroadcast(id, others, clientCount, onResponse, options.timeout());
            member.publish(Type.BROADCAST, data);
        }
        local.broadcastWithAck(event, options, clientCount, onResponse);
    }

    @Override
    public CompletionStage<Integer> serverCount() {
        return member().serverCount();
    }

    @Override
    public void serverSideEmit(String event, List<@Nullable Object> args) {
        member().publish(Type.SERVER_SIDE_EMIT, map("packet", natural(event, args)));
    }

    @Override
    public CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, List<@Nullable Object> args) {
        List<@Nullable Object> packet = natural(event, args);
        Membership member = member();
        return member.others().thenCompose(expected -> {
            if (expected.count() <= 0) {
                return CompletableFuture.completedStage(List.<Arguments>of());
            }
            String id = Requests.newId();
            CompletableFuture<List<Arguments>> all = member.requests().openEmit(id, expected, cluster.requestTimeout());
            member.request(Type.SERVER_SIDE_EMIT, map("requestId", id, "packet", packet), expected);
            return all;
        });
    }

    /** Returns the event with its arguments in natural form, as other servers get them. */
    private BroadcastEvent natural(BroadcastEvent event) {
        return new BroadcastEvent(event.name(), natural(event.args()));
    }

    private List<@Nullable Object> natural(List<@Nullable Object> args) {
        // The array of the arguments belongs to the application.
        return WireData.areScalars(args)
                ? new ArrayList<>(args)
                : host.arguments(args).toList();
    }

    private List<@Nullable Object> natural(String event, List<@Nullable Object> args) {
        return WireData.array(event, natural(args));
    }

    // ---- Many sockets

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets(BroadcastOptions options) {
        if (options.local()) {
            return local.fetchSockets(options);
        }
        Membership member = member();
        return member.others().thenCompose(expected -> {
            if (expected.count() <= 0) {
                return local.fetchSockets(options);
            }
            String id = Requests.newId();
            Duration timeout = options.timed() ? options.timeout() : cluster.requestTimeout();
            CompletableFuture<List<RemoteSocket>> remote = member.requests().openFetch(id, expected, timeout);
            member.request(Type.FETCH_SOCKETS, map("opts", opts(options), "requestId", id), expected);
            return local.fetchSockets(options).thenCombine(remote, ClusterAdapter::joined);
        });
    }

    private static List<RemoteSocket> joined(List<RemoteSocket> here, List<RemoteSocket> elsewhere) {
        List<RemoteSocket> all = new ArrayList<>(here);
        all.addAll(elsewhere);
        return all;
    }

    @Override
    public void addSockets(BroadcastOptions options, Collection<String> rooms) {
        many(
                Type.SOCKETS_JOIN,
                options,
                map("opts", opts(options), "rooms", List.copyOf(rooms)),
                () -> local.addSockets(options, rooms));
    }

    @Override
    public void delSockets(BroadcastOptions options, Collection<String> rooms) {
        many(
                Type.SOCKETS_LEAVE,
                options,
                map("opts", opts(options), "rooms", List.copyOf(rooms)),
                () -> local.delSockets(options, rooms));
    }

    @Override
    public void disconnectSockets(BroadcastOptions options, boolean close) {
        many(
                Type.DISCONNECT_SOCKETS,
                options,
                map("opts", opts(options), "close", close),
                () -> local.disconnectSockets(options, close));
    }

    private void many(Type type, BroadcastOptions options, Map<String, @Nullable Object> data, Runnable onThisServer) {
        if (options.local()) {
            onThisServer.run();
        } else {
            member().inOrder(type, data, false, offset -> onThisServer.run());
        }
    }

    // ---- Sessions

    @Override
    public boolean keepsSessions() {
        return member().sessions() != null;
    }

    @Override
    public void persistSession(RecoverableSession session) {
        ClusterSessions sessions = member().sessions();
        if (sessions == null) {
            session.onForgotten();
        } else {
            sessions.persist(session);
        }
    }

    @Override
    public CompletionStage<@Nullable RestoredSession> restoreSession(String privateId, String offset) {
        ClusterSessions sessions = member().sessions();
        return sessions == null ? CompletableFuture.completedStage(null) : sessions.restore(privateId, offset);
    }

    // ---- Only on this server

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
    public boolean hasRoom(String room) {
        return local.hasRoom(room);
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
