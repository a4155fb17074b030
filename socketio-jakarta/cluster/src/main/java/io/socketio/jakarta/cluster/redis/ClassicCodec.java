package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.json.PayloadException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of the classic adapter: broadcasts are arrays, requests and their responses are maps with types of their own. Keys are in the order in
 * which the reference server writes them. Thread-safe.
 */
final class ClassicCodec {

    static final int SOCKETS = 0;
    static final int ALL_ROOMS = 1;
    static final int REMOTE_JOIN = 2;
    static final int REMOTE_LEAVE = 3;
    static final int REMOTE_DISCONNECT = 4;
    static final int REMOTE_FETCH = 5;
    static final int SERVER_SIDE_EMIT = 6;
    static final int BROADCAST = 7;
    static final int BROADCAST_CLIENT_COUNT = 8;
    static final int BROADCAST_ACK = 9;

    private static final byte ARRAY_OF_THREE = (byte) 0x93;

    private final MessageFormat format;
    private final String namespace;

    ClassicCodec(MessageFormat format, String namespace) {
        this.format = format;
        this.namespace = namespace;
    }

    // ---- Writing

    byte[] broadcast(ClusterMessage message) {
        return format.msgpack(Arrays.asList(message.uid(), packet(message.data("packet")), message.data("opts")));
    }

    /** Returns the first bytes of every broadcast of a server. */
    byte[] beginOfBroadcast(String uid) {
        byte[] alone = format.msgpack(List.of(uid));
        alone[0] = ARRAY_OF_THREE;
        return alone;
    }

    byte[] request(ClusterMessage message) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("uid", message.uid());
        if (message.requestId() != null) {
            request.put("requestId", message.requestId());
        }
        request.put("type", requestType(message.type()));
        switch (message.type()) {
            case BROADCAST -> {
                request.put("packet", packet(message.data("packet")));
                request.put("opts", message.data("opts"));
                return format.msgpack(request);
            }
            case SERVER_SIDE_EMIT -> request.put("data", message.data("packet"));
            case SOCKETS_JOIN, SOCKETS_LEAVE -> {
                request.put("opts", selection(message.data("opts")));
                request.put("rooms", message.data("rooms"));
            }
            case DISCONNECT_SOCKETS -> {
                request.put("opts", selection(message.data("opts")));
                request.put("close", message.data("close"));
            }
            default -> request.put("opts", selection(message.data("opts")));
        }
        return format.json(request);
    }

    private static int requestType(Type type) {
        return switch (type) {
            case SOCKETS_JOIN -> REMOTE_JOIN;
            case SOCKETS_LEAVE -> REMOTE_LEAVE;
            case DISCONNECT_SOCKETS -> REMOTE_DISCONNECT;
            case FETCH_SOCKETS -> REMOTE_FETCH;
            case SERVER_SIDE_EMIT -> SERVER_SIDE_EMIT;
            case BROADCAST -> BROADCAST;
            default -> throw new IllegalArgumentException(type + " is no request");
        };
    }

    byte[] response(ClusterMessage message) {
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        switch (message.type()) {
            case SERVER_SIDE_EMIT_RESPONSE -> response.put("type", SERVER_SIDE_EMIT);
            case BROADCAST_CLIENT_COUNT -> response.put("type", BROADCAST_CLIENT_COUNT);
            case BROADCAST_ACK -> response.put("type", BROADCAST_ACK);
            default -> {}
        }
        response.put("requestId", message.requestId());
        switch (message.type()) {
            case SERVER_SIDE_EMIT_RESPONSE -> response.put("data", message.data("packet"));
            case BROADCAST_CLIENT_COUNT -> response.put("clientCount", message.data("clientCount"));
            case BROADCAST_ACK -> {
                response.put("packet", message.data("packet"));
                return format.msgpack(response);
            }
            default -> response.put("sockets", message.data("sockets"));
        }
        return format.json(response);
    }

    /** Writes a response that is not one of a cluster message. @param member name and value; none for an empty confirmation */
    byte[] response(String requestId, Map<String, ?> member) {
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("requestId", requestId);
        response.putAll(member);
        return format.json(response);
    }

    private Map<String, @Nullable Object> packet(@Nullable Object packet) {
        Map<String, @Nullable Object> complete = new LinkedHashMap<>();
        if (packet instanceof Map<?, ?> members) {
            members.forEach((name, value) -> complete.put(String.valueOf(name), value));
        }
        complete.put("nsp", namespace);
        return complete;
    }

    /** Without flags. */
    private static Map<String, @Nullable Object> selection(@Nullable Object opts) {
        Map<String, @Nullable Object> selection = new LinkedHashMap<>();
        selection.put("rooms", member(opts, "rooms"));
        selection.put("except", member(opts, "except"));
        return selection;
    }

    // ---- Reading

    /** @throws io.socketio.jakarta.json.PayloadException if the payload is neither JSON nor msgpack */
    @Nullable
    Object read(byte[] payload) {
        return format.read(payload);
    }

    /**
     * Returns a broadcast as a message; null if it is for another namespace.
     *
     * @throws PayloadException if it is none
     */
    static @Nullable ClusterMessage toBroadcast(@Nullable Object payload, String namespace) {
        if (!(payload instanceof List<?> parts) || parts.size() < 2 || !(parts.get(1) instanceof Map<?, ?> packet)) {
            throw new PayloadException("no broadcast of a Socket.IO server", null);
        }
        Object nsp = packet.get("nsp");
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("packet", packet);
        data.put("opts", parts.size() > 2 ? parts.get(2) : null);
        String name = nsp == null ? "/" : nsp instanceof String text ? text : null;
        return namespace.equals(name) ? new ClusterMessage(Type.BROADCAST, data, text(parts.get(0)), namespace) : null;
    }

    /** Returns a request as a message; null if it is none, or one that has no counterpart. */
    static @Nullable ClusterMessage toMessage(Map<?, ?> request, String namespace) {
        Type type =
                switch (type(request)) {
                    case REMOTE_JOIN -> Type.SOCKETS_JOIN;
                    case REMOTE_LEAVE -> Type.SOCKETS_LEAVE;
                    case REMOTE_DISCONNECT -> Type.DISCONNECT_SOCKETS;
                    case REMOTE_FETCH -> Type.FETCH_SOCKETS;
                    case SERVER_SIDE_EMIT -> Type.SERVER_SIDE_EMIT;
                    case BROADCAST -> Type.BROADCAST;
                    default -> null;
                };
        if (type == null || type == Type.BROADCAST && text(request.get("requestId")) == null) {
            return null;
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        request.forEach((name, value) -> {
            switch (String.valueOf(name)) {
                case "uid", "type" -> {}
                // An event between servers has its array here.
                case "data" -> data.put("packet", value);
                default -> data.put(String.valueOf(name), value);
            }
        });
        return new ClusterMessage(type, data, text(request.get("uid")), namespace);
    }

    /** Returns a response as a message without a uid, because responses do not tell who has sent them; null if it is none that anybody here can wait for. @throws PayloadException if it is no map */
    static @Nullable ClusterMessage toResponse(@Nullable Object payload, String namespace) {
        if (!(payload instanceof Map<?, ?> response)) {
            throw new PayloadException("no response of a Socket.IO server", null);
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("requestId", response.get("requestId"));
        Type type;
        switch (type(response)) {
            case SERVER_SIDE_EMIT -> {
                type = Type.SERVER_SIDE_EMIT_RESPONSE;
                data.put("packet", response.get("data"));
            }
            case BROADCAST_CLIENT_COUNT -> {
                type = Type.BROADCAST_CLIENT_COUNT;
                data.put("clientCount", response.get("clientCount"));
            }
            case BROADCAST_ACK -> {
                type = Type.BROADCAST_ACK;
                data.put("packet", response.get("packet"));
            }
            default -> {
                if (!(response.get("sockets") instanceof List<?> sockets)) {
                    return null;
                }
                type = Type.FETCH_SOCKETS_RESPONSE;
                data.put("sockets", sockets);
            }
        }
        return new ClusterMessage(type, data, null, namespace);
    }

    /** Returns the type of a request or response, or -1. */
    static int type(Map<?, ?> map) {
        return map.get("type") instanceof Number number ? number.intValue() : -1;
    }

    static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    static @Nullable Object member(@Nullable Object map, String name) {
        return map instanceof Map<?, ?> members ? members.get(name) : null;
    }

    /** Returns the texts of a list; numbers become their decimal text. */
    static List<String> texts(@Nullable Object list) {
        List<String> texts = new ArrayList<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof String || item instanceof Number) {
                    texts.add(item.toString());
                }
            }
        }
        return texts;
    }
}
