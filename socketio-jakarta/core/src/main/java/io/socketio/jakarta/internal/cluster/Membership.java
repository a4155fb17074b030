package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.ResumingAdapter;
import io.socketio.jakarta.internal.adapter.RoomChange;
import io.socketio.jakarta.internal.cluster.CountedRequest.Expected;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.json.PayloadCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One namespace of this server as a member of the cluster: its id, its transport, the other members, and its open requests. Thread-safe. */
final class Membership implements ClusterNode {

    private static final Duration OPEN_AGAIN_AFTER = Duration.ofSeconds(5);

    private final AdapterHost host;
    private final Adapter local;
    private final String uid = Requests.newId();
    private final Requests requests;
    private final ClusterTransport transport;
    private final Outbox outbox;
    private final Receiver receiver;
    /** Null if the transport counts the servers itself. */
    private final @Nullable Heartbeats heartbeats;
    /** Null if the transport has no offsets, or nobody needs them. */
    private final @Nullable OffsetQueue offsets;

    private final EarlyEvents early;
    /** Null if the transport keeps no sessions, or clients do not recover. */
    private final @Nullable ClusterSessions sessions;

    private volatile boolean closed;

    Membership(Cluster cluster, AdapterHost host, Adapter local, LongAdder lost) {
        this.host = host;
        this.local = local;
        this.requests = new Requests(host);
        Executor serial = host.newSerialExecutor("messages of the cluster");
        this.receiver = new Receiver(host, local, this::respond, serial);
        this.transport = cluster.connect(this);
        this.outbox = new Outbox(host, transport, lost);
        this.heartbeats = transport.usesHeartbeats()
                ? new Heartbeats(cluster, host, type -> publish(type, null), requests::onGone)
                : null;
        ResumingAdapter resuming = transport.hasOffsets() && local instanceof ResumingAdapter adapter ? adapter : null;
        this.early = new EarlyEvents(transport::compareOffsets);
        this.offsets = resuming == null ? null : new OffsetQueue(host, cluster.offsetTimeout(), early, serial);
        this.sessions = resuming != null && transport.keepsSessions()
                ? new ClusterSessions(cluster, host, transport, resuming, early, serial)
                : null;
        if (transport.followsRooms()) {
            local.onRoom(this::onRoom);
        }
    }

    Requests requests() {
        return requests;
    }

    boolean hasOffsets() {
        return offsets != null;
    }

    /** Returns the sessions that the cluster keeps; null if it keeps none. */
    @Nullable
    ClusterSessions sessions() {
        return sessions;
    }

    // ---- Joining and leaving the cluster

    /** Announces this server once it receives what the others answer. */
    void open() {
        CompletionStage<Void> opening;
        try {
            opening = transport.open();
        } catch (RuntimeException e) {
            opening = CompletableFuture.failedStage(e);
        }
        opening.whenComplete((opened, failure) -> {
            if (failure != null) {
                onOpenFailed(failure);
            } else if (heartbeats != null && !closed) {
                heartbeats.start();
            }
        });
    }

    private void onOpenFailed(Throwable failure) {
        if (closed) {
            return;
        }
        host.operatorLog()
                .warn(
                        Loggers.ROOM,
                        "SIO-0424",
                        host.name(),
                        "namespace " + LogText.plain(host.name())
                                + " receives nothing from the other servers of the cluster; it tries again in "
                                + OPEN_AGAIN_AFTER.toSeconds() + " s",
                        failure);
        host.later(() -> host.execute(this::openAgain), OPEN_AGAIN_AFTER);
    }

    private void openAgain() {
        if (!closed) {
            open();
        }
    }

    /** Idempotent. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (heartbeats != null) {
            heartbeats.stop();
        }
        requests.close();
        transport.close();
    }

    // ---- Sending

    CompletionStage<@Nullable String> publish(Type type, @Nullable Map<String, @Nullable Object> data) {
        boolean showsLife = type == Type.SERVER_SIDE_EMIT
                || type == Type.FETCH_SOCKETS
                || type == Type.BROADCAST && data != null && data.containsKey("requestId");
        if (showsLife && heartbeats != null) {
            heartbeats.onSent();
        }
        return outbox.publish(new ClusterMessage(type, data, uid, host.name()));
    }

    /**
     * Publishes a message, and does on this server what it asks for: at once, or with its offset in the order of the messages.
     *
     * @param isRecovered whether clients that come back get the message
     */
    void inOrder(
            Type type,
            Map<String, @Nullable Object> data,
            boolean isRecovered,
            Consumer<@Nullable String> onThisServer) {
        if (offsets == null) {
            publish(type, data);
            onThisServer.accept(null);
        } else {
            ClusterMessage message = new ClusterMessage(type, data, uid, host.name());
            offsets.after(message, isRecovered, () -> outbox.publish(message), onThisServer);
        }
    }

    /** Runs an action behind those of the messages that have been published. */
    void afterEvents(Runnable action) {
        if (offsets == null) {
            action.run();
        } else {
            offsets.behind(action);
        }
    }

    /** Publishes a request that has been opened. */
    void request(Type type, Map<String, @Nullable Object> data, Expected expected) {
        publish(type, data);
        Set<String> uids = expected.uids();
        if (uids != null && heartbeats != null) {
            for (String other : uids) {
                if (!heartbeats.contains(other)) {
                    // It has left before the request was open.
                    requests.onGone(other);
                }
            }
        }
    }

    private void respond(String requester, Type type, Map<String, @Nullable Object> data) {
        if (!closed) {
            outbox.respond(requester, new ClusterMessage(type, data, uid, host.name()));
        }
    }

    /** Returns the other servers. */
    CompletionStage<Expected> others() {
        if (heartbeats != null) {
            Set<String> uids = heartbeats.others();
            return CompletableFuture.completedStage(new Expected(uids, uids.size()));
        }
        return serverCount().thenApply(count -> new Expected(null, count - 1));
    }

    CompletionStage<Integer> serverCount() {
        if (heartbeats != null) {
            return CompletableFuture.completedStage(1 + heartbeats.count());
        }
        try {
            return transport.serverCount();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void onRoom(RoomChange change) {
        switch (change.kind()) {
            case CREATE -> transport.onRoomCreated(change.room());
            case DELETE -> transport.onRoomDeleted(change.room());
            default -> {}
        }
    }

    // ---- ClusterNode

    @Override
    public String namespace() {
        return host.name();
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public void onMessage(ClusterMessage message, @Nullable String offset) {
        if (closed || !host.name().equals(message.nsp())) {
            return;
        }
        if (uid.equals(message.uid())) {
            if (offsets != null && offset != null) {
                offsets.onTurn(message, offset);
            }
            return;
        }
        if (heartbeats != null) {
            heartbeats.onMessage(message);
        }
        if (message.type().isResponse()) {
            requests.onResponse(message);
        } else {
            boolean hasTurn = offsets != null && offset != null;
            receiver.onMessage(message, hasTurn ? () -> early.onTurn(offset) : () -> null);
        }
    }

    @Override
    public CompletionStage<Void> whenHandled() {
        return receiver.whenHandled();
    }

    @Override
    public String writeJson(@Nullable Object value, PayloadCodec.BinarySink binary) {
        return host.writeJson(value, binary);
    }

    @Override
    public @Nullable Object readJson(String json, List<byte[]> attachments) {
        return host.readJson(json, attachments);
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
    public String toString() {
        return "ClusterNode[" + uid + " in " + LogText.plain(host.name()) + "]";
    }
}
