package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.cluster.message.Unreadable;
import io.socketio.jakarta.cluster.redis.ClusterOptions.SubscriptionMode;
import io.socketio.jakarta.cluster.redis.Redis.Kind;
import io.socketio.jakarta.cluster.redis.Redis.Subscription;
import io.socketio.jakarta.json.PayloadException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One namespace in a cluster of the sharded adapter of npm {@code @socket.io/redis-adapter} 8.3, on the shard channels of Redis 7: one of the namespace,
 * one for the responses to this server, and, depending on the subscription mode, those of rooms. The number of those who subscribe to the first is the
 * size of the cluster. Thread-safe.
 */
final class ShardedTransport implements ClusterTransport {

    /** How long the ids of sockets are. In the mode {@code dynamic}, the reference server takes a room with such a name for one. */
    private static final int SOCKET_ID_LENGTH = 20;

    private final Redis redis;
    private final ClusterNode node;
    private final SubscriptionMode mode;
    private final MessageFormat format;
    private final Unreadable unreadable;

    private final String channel;
    private final List<Subscription> subscriptions;
    /** The rooms whose channel this server is subscribed to. */
    private final Set<String> rooms = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    ShardedTransport(Redis redis, ClusterNode node, ClusterOptions options, Unreadable unreadable) {
        this.redis = redis;
        this.node = node;
        this.mode = options.subscriptionMode();
        this.format = new MessageFormat(node, options.maxMessageBytes());
        this.unreadable = unreadable;
        this.channel = options.prefix() + "#" + node.namespace() + "#";
        this.subscriptions =
                List.of(new Subscription(Kind.SHARD, channel), new Subscription(Kind.SHARD, responsesTo(node.uid())));
    }

    @Override
    public CompletionStage<Void> open() {
        return redis.subscribe(subscriptions, this::onMessage);
    }

    @Override
    public void close() {
        closed = true;
        redis.unsubscribe(subscriptions);
        rooms.forEach(this::onRoomDeleted);
    }

    // ---- Sending

    @Override
    public CompletionStage<@Nullable String> publish(ClusterMessage message) {
        return send(channelOf(message), message);
    }

    @Override
    public CompletionStage<?> respond(String requester, ClusterMessage response) {
        return send(responsesTo(requester), response);
    }

    private String responsesTo(String uid) {
        return channel + uid + "#";
    }

    private String channelOf(ClusterMessage message) {
        if (message.type() != Type.BROADCAST
                || message.requestId() != null
                || message.rooms().size() != 1
                || mode == SubscriptionMode.STATIC) {
            return channel;
        }
        String room = String.valueOf(message.rooms().get(0));
        boolean hasChannel = mode == SubscriptionMode.DYNAMIC_PRIVATE || room.length() != SOCKET_ID_LENGTH;
        return hasChannel ? channel + room + "#" : channel;
    }

    private CompletionStage<@Nullable String> send(String to, ClusterMessage message) {
        byte[] payload = isMsgpack(message) ? format.msgpack(message.toMap()) : format.json(message.toMap());
        return redis.publish(Kind.SHARD, to, payload).thenApply(receivers -> null);
    }

    private static boolean isMsgpack(ClusterMessage message) {
        return switch (message.type()) {
            case BROADCAST, FETCH_SOCKETS_RESPONSE, SERVER_SIDE_EMIT, SERVER_SIDE_EMIT_RESPONSE, BROADCAST_ACK ->
                message.hasBinary();
            default -> false;
        };
    }

    @Override
    public boolean usesHeartbeats() {
        return false;
    }

    @Override
    public CompletionStage<Integer> serverCount() {
        return redis.subscribers(Kind.SHARD, channel).thenApply(count -> Math.max(1, count));
    }

    // ---- Receiving

    private void onMessage(String from, byte[] payload) {
        try {
            ClusterMessage message = ClusterMessage.of(format.read(payload));
            if (message == null) {
                throw new PayloadException("no message of a Socket.IO server, or of an unknown type", null);
            }
            // Versions before 8.3 do not tell the namespace; only this one has the channel.
            String namespace = message.nsp() == null ? node.namespace() : message.nsp();
            node.onMessage(new ClusterMessage(message.type(), message.data(), message.uid(), namespace));
        } catch (RuntimeException e) {
            unreadable.warn(from, e);
        }
    }

    // ---- Rooms

    @Override
    public boolean followsRooms() {
        return mode != SubscriptionMode.STATIC;
    }

    @Override
    public void onRoomCreated(String room) {
        if (mode == SubscriptionMode.DYNAMIC && isSocket(room)) {
            return;
        }
        if (rooms.add(room)) {
            redis.subscribe(List.of(channelOfRoom(room)), this::onMessage);
            if (closed) {
                onRoomDeleted(room);
            }
        }
    }

    @Override
    public void onRoomDeleted(String room) {
        if (rooms.remove(room)) {
            redis.unsubscribe(List.of(channelOfRoom(room)));
        }
    }

    private boolean isSocket(String room) {
        return room.length() == SOCKET_ID_LENGTH && node.socketsIn(room).contains(room);
    }

    private Subscription channelOfRoom(String room) {
        return new Subscription(Kind.SHARD, channel + room + "#");
    }
}
