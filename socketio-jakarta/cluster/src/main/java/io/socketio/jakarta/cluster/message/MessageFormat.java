package io.socketio.jakarta.cluster.message;

import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.msgpack.MsgpackValues;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two encodings of messages: JSON, and msgpack where there are binary values. The first byte tells which one it is. Thread-safe. */
public final class MessageFormat {

    /** The type EVENT of a packet. */
    public static final int EVENT = 2;

    private final ClusterNode node;
    private final int maxBytes;

    /** @param maxBytes larger messages are not read */
    public MessageFormat(ClusterNode node, int maxBytes) {
        this.node = node;
        this.maxBytes = maxBytes;
    }

    /** Writes JSON. Binary values become what {@code JSON.stringify} makes of a Buffer. */
    public byte[] json(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** Writes JSON as text. Binary values become what {@code JSON.stringify} makes of a Buffer. */
    public String text(@Nullable Object value) {
        return node.writeJson(value, MessageFormat::buffer);
    }

    /** Returns the members of a message in this order. @param members names, each with its value behind it */
    public static Map<String, @Nullable Object> map(@Nullable Object... members) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put(String.valueOf(members[i]), members[i + 1]);
        }
        return map;
    }

    /** Returns binary values as {@code JSON.stringify} writes a Buffer. */
    public static String buffer(byte[] bytes) {
        StringBuilder json = new StringBuilder(32 + 4 * bytes.length).append("{\"type\":\"Buffer\",\"data\":[");
        for (int i = 0; i < bytes.length; i++) {
            if (i > 0) {
                json.append(',');
            }
            json.append(bytes[i] & 0xff);
        }
        return json.append("]}").toString();
    }

    public byte[] msgpack(@Nullable Object value) {
        return MsgpackValues.write(value, PlainOnly.INSTANCE);
    }

    /** Reads either encoding. @throws PayloadException if the payload is too large, or neither of them */
    public @Nullable Object read(byte[] payload) {
        if (payload.length > maxBytes) {
            throw new PayloadException("message has " + payload.length + " bytes, limit is " + maxBytes, null);
        }
        return payload.length > 0 && payload[0] == '{'
                ? node.readJson(new String(payload, StandardCharsets.UTF_8), List.of())
                : MsgpackValues.read(payload);
    }

    /** Reads JSON. @throws PayloadException if the text is too large, or no JSON */
    public @Nullable Object read(String json) {
        if (json.length() > maxBytes) {
            throw new PayloadException("message has " + json.length() + " characters, limit is " + maxBytes, null);
        }
        return node.readJson(json, List.of());
    }

    /** Messages contain plain values only. */
    public static final class PlainOnly implements PayloadCodec {

        public static final PayloadCodec INSTANCE = new PlainOnly();

        private PlainOnly() {}

        @Override
        public void write(Object value, StringBuilder out, BinarySink binary) {
            throw new PayloadException("no codec for " + value.getClass(), null);
        }

        @Override
        public @Nullable Object read(String json, Type type, List<byte[]> attachments) {
            throw new PayloadException("no codec for " + type, null);
        }
    }
}
