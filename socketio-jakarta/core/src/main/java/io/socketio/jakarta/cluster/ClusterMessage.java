package io.socketio.jakarta.cluster;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message between the servers of a cluster, with the types and members that the adapters of the reference server use. Values are strings, numbers,
 * booleans, null, {@code byte[]}, lists and maps with strings as keys; the order of the keys is that of the reference server. Immutable as long as
 * nobody modifies the data.
 *
 * @param data the members by type, see docs/cluster.md; null if the type has none
 * @param uid the server that sends it; {@code emitter} or null for a process that only publishes
 * @param nsp the name of the namespace; null if the sender omitted it
 * @since 0.1
 */
public record ClusterMessage(
        Type type,
        @Nullable Map<String, @Nullable Object> data,
        @Nullable String uid,
        @Nullable String nsp) {

    /** The uid of processes that only publish. They do not count as servers. */
    public static final String EMITTER = "emitter";

    /** The types of messages; the reference server sends their {@link #number}. */
    public enum Type {
        /** A server has joined; the others respond with {@link #HEARTBEAT}. */
        INITIAL_HEARTBEAT,
        HEARTBEAT,
        /** An event for clients; with a {@code requestId} if they are to acknowledge it. */
        BROADCAST,
        SOCKETS_JOIN,
        SOCKETS_LEAVE,
        DISCONNECT_SOCKETS,
        FETCH_SOCKETS,
        FETCH_SOCKETS_RESPONSE,
        /** An event for the other servers; with a {@code requestId} if they are to acknowledge it. */
        SERVER_SIDE_EMIT,
        SERVER_SIDE_EMIT_RESPONSE,
        /** How many clients of one server have received a broadcast that they are to acknowledge. */
        BROADCAST_CLIENT_COUNT,
        /** The acknowledgement of one client. */
        BROADCAST_ACK,
        /** A server leaves. */
        ADAPTER_CLOSE;

        private static final Type[] ALL = values();

        /** Returns the number that is sent, from 1. */
        public int number() {
            return ordinal() + 1;
        }

        /** Returns the type with this number, or null if there is none. */
        public static @Nullable Type of(int number) {
            return number >= 1 && number <= ALL.length ? ALL[number - 1] : null;
        }

        /** Returns whether messages of this type answer one server. */
        public boolean isResponse() {
            return this == FETCH_SOCKETS_RESPONSE
                    || this == SERVER_SIDE_EMIT_RESPONSE
                    || this == BROADCAST_CLIENT_COUNT
                    || this == BROADCAST_ACK;
        }
    }

    /** Returns the message as the map that is sent: {@code type}, {@code data}, {@code uid}, {@code nsp}, without those that are null. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("type", type.number());
        putIfPresent(map, "data", data);
        putIfPresent(map, "uid", uid);
        putIfPresent(map, "nsp", nsp);
        return map;
    }

    private static void putIfPresent(Map<String, @Nullable Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    /**
     * Reads a message that was sent as a map. Ignores unknown members.
     *
     * @return null if this is no message, or one of an unknown type
     */
    @SuppressWarnings("unchecked")
    public static @Nullable ClusterMessage of(@Nullable Object map) {
        if (!(map instanceof Map<?, ?> members) || !(members.get("type") instanceof Number number)) {
            return null;
        }
        Type type = Type.of(number.intValue());
        if (type == null) {
            return null;
        }
        Object data = members.get("data");
        return new ClusterMessage(
                type,
                data instanceof Map<?, ?> ? (Map<String, @Nullable Object>) data : null,
                members.get("uid") instanceof String uid ? uid : null,
                members.get("nsp") instanceof String nsp ? nsp : null);
    }

    /** Returns a member of the data, or null. */
    public @Nullable Object data(String name) {
        return data == null ? null : data.get(name);
    }

    /** Returns the id of the request that this message is or answers, or null if it is neither. */
    public @Nullable String requestId() {
        return data("requestId") instanceof String id ? id : null;
    }

    /** Returns the rooms that the message is for; empty if it is for the whole namespace, or not for clients. */
    public List<?> rooms() {
        return data("opts") instanceof Map<?, ?> opts && opts.get("rooms") instanceof List<?> rooms ? rooms : List.of();
    }

    /** Returns whether the data contains binary values. */
    public boolean hasBinary() {
        return hasBinary(data);
    }

    private static boolean hasBinary(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return anyBinary(map.values());
        }
        return value instanceof byte[] || value instanceof List<?> list && anyBinary(list);
    }

    private static boolean anyBinary(Collection<?> values) {
        for (Object value : values) {
            if (hasBinary(value)) {
                return true;
            }
        }
        return false;
    }

    /** Omits the data. */
    @Override
    public String toString() {
        return "ClusterMessage[" + type + " from " + uid + "]";
    }
}
