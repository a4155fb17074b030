package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.cluster.message.Unreadable;
import io.socketio.jakarta.cluster.redis.Redis.Kind;
import io.socketio.jakarta.cluster.redis.Redis.Subscription;
import io.socketio.jakarta.json.PayloadException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One namespace in a cluster of npm {@code @socket.io/redis-adapter} 8, with its channels: broadcasts on {@code <prefix>#<namespace>#<room>#}, requests
 * and responses on two channels of the namespace. The number of those who subscribe to the channel of requests is the size of the cluster. Thread-safe.
 */
final class ClassicTransport implements ClusterTransport {

    private final Redis redis;
    private final ClusterNode node;
    private final ClassicCodec codec;
    private final Unreadable unreadable;

    /** How the broadcasts of this server begin: they come back, and are not worth decoding. */
    private final byte[] ownBroadcast;

    private final String broadcasts;
    private final String requests;
    private final String responses;
    private final String ownResponses;
    private final List<Subscription> subscriptions;

    ClassicTransport(Redis redis, ClusterNode node, ClusterOptions options, Unreadable unreadable) {
        String namespace = node.namespace();
        this.redis = redis;
        this.node = node;
        this.codec = new ClassicCodec(new MessageFormat(node, options.maxMessageBytes()), namespace);
        this.unreadable = unreadable;
        this.ownBroadcast = codec.beginOfBroadcast(node.uid());
        this.broadcasts = options.prefix() + "#" + namespace + "#";
        this.requests = options.prefix() + "-request#" + namespace + "#";
        this.responses = options.prefix() + "-response#" + namespace + "#";
        this.ownResponses = responses + node.uid() + "#";
        this.subscriptions = List.of(
                new Subscription(Kind.PATTERN, escaped(broadcasts) + "*"),
                new Subscription(Kind.CHANNEL, requests),
                new Subscription(Kind.CHANNEL, responses),
                new Subscription(Kind.CHANNEL, ownResponses));
    }

    /** The name of a namespace may contain what has a meaning in patterns of Redis. The reference takes it as a pattern, and misses messages. */
    private static String escaped(String literal) {
        return literal.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
    }

    @Override
    public CompletionStage<Void> open() {
        return redis.subscribe(subscriptions, this::onMessage);
    }

    @Override
    public void close() {
        redis.unsubscribe(subscriptions);
    }

    // ---- Sending

    @Override
    public CompletionStage<@Nullable String> publish(ClusterMessage message) {
        boolean broadcast = message.type() == Type.BROADCAST && message.requestId() == null;
        return broadcast
                ? send(channelOf(message.rooms()), codec.broadcast(message))
                : send(requests, codec.request(message));
    }

    @Override
    public CompletionStage<?> respond(String requester, ClusterMessage response) {
        return send(responses, codec.response(response));
    }

    /** An event for exactly one room has the channel of this room. */
    private String channelOf(List<?> rooms) {
        return rooms.size() == 1 ? broadcasts + rooms.get(0) + "#" : broadcasts;
    }

    private CompletionStage<@Nullable String> send(String channel, byte[] payload) {
        return redis.publish(Kind.CHANNEL, channel, payload).thenApply(receivers -> null);
    }

    @Override
    public boolean usesHeartbeats() {
        return false;
    }

    @Override
    public CompletionStage<Integer> serverCount() {
        return redis.subscribers(Kind.CHANNEL, requests).thenApply(count -> Math.max(1, count));
    }

    // ---- Receiving

    private void onMessage(String channel, byte[] payload) {
        try {
            if (channel.equals(requests)) {
                onRequest(codec.read(payload));
            } else if (channel.equals(responses) || channel.equals(ownResponses)) {
                give(ClassicCodec.toResponse(codec.read(payload), node.namespace()));
            } else if (channel.startsWith(broadcasts) && !isOwn(payload) && isForUs(channel)) {
                ClusterMessage message = ClassicCodec.toBroadcast(codec.read(payload), node.namespace());
                give(message);
            }
        } catch (RuntimeException e) {
            unreadable.warn(channel, e);
        }
    }

    private boolean isOwn(byte[] payload) {
        int length = ownBroadcast.length;
        return payload.length >= length && Arrays.equals(payload, 0, length, ownBroadcast, 0, length);
    }

    /** The pattern of the subscription can match too much. What is for a room that is not here is not even decoded. */
    private boolean isForUs(String channel) {
        if (channel.length() <= broadcasts.length() + 1) {
            return true;
        }
        String room = channel.substring(broadcasts.length(), channel.length() - 1);
        return node.hasRoom(room);
    }

    private void give(@Nullable ClusterMessage message) {
        if (message != null) {
            node.onMessage(message);
        }
    }

    private void onRequest(@Nullable Object payload) {
        if (!(payload instanceof Map<?, ?> request)) {
            throw new PayloadException("no request of a Socket.IO server", null);
        }
        if (node.uid().equals(request.get("uid"))) {
            return;
        }
        String requestId = ClassicCodec.text(request.get("requestId"));
        switch (ClassicCodec.type(request)) {
            case ClassicCodec.SOCKETS -> answer(requestId, Map.of("sockets", socketsIn(request.get("rooms"))));
            case ClassicCodec.ALL_ROOMS -> answer(requestId, Map.of("rooms", List.copyOf(node.rooms())));
            case ClassicCodec.REMOTE_JOIN, ClassicCodec.REMOTE_LEAVE, ClassicCodec.REMOTE_DISCONNECT -> {
                if (request.get("opts") instanceof Map<?, ?>) {
                    give(ClassicCodec.toMessage(request, node.namespace()));
                } else {
                    onOneSocket(request, requestId);
                }
            }
            default -> give(ClassicCodec.toMessage(request, node.namespace()));
        }
    }

    private void answer(@Nullable String requestId, Map<String, ?> member) {
        if (requestId != null) {
            redis.publish(Kind.CHANNEL, responses, codec.response(requestId, member));
        }
    }

    /** As versions before 8 ask: for one socket, and its server confirms. */
    private void onOneSocket(Map<?, ?> request, @Nullable String requestId) {
        String socketId = ClassicCodec.text(request.get("sid"));
        if (socketId == null || !node.hasRoom(socketId)) {
            return;
        }
        Map<String, @Nullable Object> selective = new LinkedHashMap<>();
        selective.put("type", request.get("type"));
        selective.put("uid", request.get("uid"));
        selective.put("opts", Map.of("rooms", List.of(socketId), "except", List.of()));
        if (request.get("room") != null) {
            selective.put("rooms", List.of(String.valueOf(request.get("room"))));
        }
        selective.put("close", request.get("close"));
        give(ClassicCodec.toMessage(selective, node.namespace()));
        answer(requestId, Map.of());
    }

    private List<String> socketsIn(@Nullable Object rooms) {
        List<String> named = ClassicCodec.texts(rooms);
        Set<String> sockets = new LinkedHashSet<>();
        for (String room : named.isEmpty() ? node.rooms() : named) {
            sockets.addAll(node.socketsIn(room));
        }
        return List.copyOf(sockets);
    }
}
