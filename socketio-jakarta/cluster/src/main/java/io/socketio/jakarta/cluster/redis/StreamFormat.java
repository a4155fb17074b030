package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.ClusterSession;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.json.PayloadException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages as entries of a stream, and sessions as values of keys, as npm {@code @socket.io/redis-streams-adapter} 0.3 writes them: the data is JSON, or
 * msgpack in base 64 where there are binary values. Thread-safe.
 */
final class StreamFormat {

    private static final String UID = "uid";
    private static final String NAMESPACE = "nsp";
    private static final String TYPE = "type";
    private static final String DATA = "data";

    private final MessageFormat format;
    private final boolean plaintext;
    private final int maxBytes;

    StreamFormat(MessageFormat format, ClusterOptions options) {
        this.format = format;
        this.plaintext = options.stream().plaintext();
        this.maxBytes = options.maxMessageBytes();
    }

    // ---- Entries

    Map<String, byte[]> fields(ClusterMessage message) {
        boolean isMsgpack = !plaintext && mayBeBinary(message.type()) && message.hasBinary();
        byte[] data = isMsgpack ? base64(format.msgpack(message.data())) : format.json(message.data());
        return fields(message.type(), data, String.valueOf(message.uid()), String.valueOf(message.nsp()));
    }

    private static boolean mayBeBinary(Type type) {
        return switch (type) {
            case BROADCAST, FETCH_SOCKETS_RESPONSE, SERVER_SIDE_EMIT, SERVER_SIDE_EMIT_RESPONSE, BROADCAST_ACK -> true;
            default -> false;
        };
    }

    static Map<String, byte[]> fields(Type type, byte[] data, String uid, String namespace) {
        Map<String, byte[]> fields = new LinkedHashMap<>();
        fields.put(UID, bytes(uid));
        fields.put(NAMESPACE, bytes(namespace));
        fields.put(TYPE, bytes(Integer.toString(type.number())));
        fields.put(DATA, data);
        return fields;
    }

    static byte[] base64(byte[] bytes) {
        return Base64.getEncoder().encode(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the namespace of an entry, or null if it is none of a Socket.IO server. */
    static @Nullable String namespace(Map<String, byte[]> fields) {
        return text(fields, NAMESPACE);
    }

    static @Nullable String uid(Map<String, byte[]> fields) {
        return text(fields, UID);
    }

    /** Returns what tells the entries of one server and namespace apart. */
    static String content(Map<String, byte[]> fields) {
        byte[] data = fields.getOrDefault(DATA, new byte[0]);
        return text(fields, TYPE) + " " + new String(data, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String text(Map<String, byte[]> fields, String name) {
        byte[] value = fields.get(name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    static boolean isBroadcast(Map<String, byte[]> fields) {
        return Integer.toString(Type.BROADCAST.number()).equals(text(fields, TYPE));
    }

    /** Reads an entry. @throws PayloadException if it cannot be read */
    @SuppressWarnings("unchecked")
    ClusterMessage message(Map<String, byte[]> fields) {
        Type type = type(text(fields, TYPE));
        byte[] data = fields.get(DATA);
        if (type == null || data == null || !(read(data) instanceof Map<?, ?> map)) {
            throw new PayloadException("no message of a Socket.IO server, or of an unknown type", null);
        }
        return new ClusterMessage(
                type, (Map<String, @Nullable Object>) map, text(fields, UID), text(fields, NAMESPACE));
    }

    private static @Nullable Type type(@Nullable String number) {
        try {
            return number == null ? null : Type.of(Integer.parseInt(number));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @Nullable Object read(byte[] data) {
        return data.length > 0 && data[0] == '{' ? format.read(data) : readBase64(data);
    }

    private @Nullable Object readBase64(byte[] text) {
        if (text.length > (maxBytes / 3 + 1) * 4L) {
            throw new PayloadException("message has " + text.length + " bytes, limit is " + maxBytes, null);
        }
        try {
            return format.read(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new PayloadException("neither JSON nor base 64", e);
        }
    }

    // ---- Sessions

    byte[] session(ClusterSession session) {
        return base64(format.msgpack(session.toMap()));
    }

    /** Reads a session. @return null if it is none */
    @Nullable
    ClusterSession session(byte[] value) {
        return ClusterSession.of(readBase64(value));
    }
}
