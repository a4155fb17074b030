package io.socketio.jakarta.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a socket whose client has lost its connection, with the members that the adapters of the reference server use, so that any server of
 * the cluster can restore it. Immutable as long as nobody modifies the data.
 *
 * @param socketId the id of the socket, which it will have again
 * @param privateId by which the client asks for the session; a secret
 * @param rooms those of the socket at its end, its own included
 * @param data the attributes of the socket, in the form of {@link ClusterMessage#data}
 * @param owner a digest of the caller and the HttpSession that the session belongs to; null if it belongs to neither, or is one of the reference server
 * @since 0.1
 */
public record ClusterSession(
        String socketId,
        String privateId,
        List<String> rooms,
        Map<String, @Nullable Object> data,
        @Nullable String owner) {

    private static final int EVENT = 2;

    /** Returns the session as the map that is stored: {@code sid}, {@code pid}, {@code rooms}, {@code data}, and {@code owner} unless it is null. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("sid", socketId);
        map.put("pid", privateId);
        map.put("rooms", rooms);
        map.put("data", data);
        if (owner != null) {
            map.put("owner", owner);
        }
        return map;
    }

    /**
     * Reads a session that was stored as a map. Ignores unknown members.
     *
     * @return null if this is no session
     */
    @SuppressWarnings("unchecked")
    public static @Nullable ClusterSession of(@Nullable Object map) {
        if (!(map instanceof Map<?, ?> members)
                || !(members.get("sid") instanceof String socketId)
                || !(members.get("pid") instanceof String privateId)
                || !(members.get("rooms") instanceof List<?> rooms)) {
            return null;
        }
        return new ClusterSession(
                socketId,
                privateId,
                texts(rooms),
                members.get("data") instanceof Map<?, ?> data ? (Map<String, @Nullable Object>) data : Map.of(),
                members.get("owner") instanceof String owner ? owner : null);
    }

    /**
     * Returns whether the socket would have received this message as an event with an offset: it is for one of the rooms or for all, not for those that
     * are excepted, neither volatile nor with acknowledgement.
     */
    public boolean receives(ClusterMessage message) {
        return message.type() == ClusterMessage.Type.BROADCAST
                && message.requestId() == null
                && message.data("packet") instanceof Map<?, ?> packet
                && packet.get("type") instanceof Number type
                && type.intValue() == EVENT
                && packet.get("id") == null
                && message.data("opts") instanceof Map<?, ?> opts
                && !(opts.get("flags") instanceof Map<?, ?> flags && Boolean.TRUE.equals(flags.get("volatile")))
                && isSelected(opts);
    }

    private boolean isSelected(Map<?, ?> opts) {
        List<String> selected = opts.get("rooms") instanceof List<?> list ? texts(list) : List.of();
        List<String> except = opts.get("except") instanceof List<?> list ? texts(list) : List.of();
        return (selected.isEmpty() || selected.stream().anyMatch(rooms::contains))
                && except.stream().noneMatch(rooms::contains);
    }

    /** Numbers, which are names of rooms in JavaScript, become their decimal text. */
    private static List<String> texts(Collection<?> names) {
        List<String> texts = new ArrayList<>(names.size());
        for (Object name : names) {
            if (name instanceof Double number && number == Math.rint(number)) {
                texts.add(Long.toString(number.longValue()));
            } else if (name instanceof String || name instanceof Number) {
                texts.add(name.toString());
            }
        }
        return texts;
    }

    /** Omits what is secret or belongs to the application. */
    @Override
    public String toString() {
        return "ClusterSession[" + socketId + ", " + rooms.size() + " rooms]";
    }
}
