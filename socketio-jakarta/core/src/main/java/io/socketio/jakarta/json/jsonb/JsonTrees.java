package io.socketio.jakarta.json.jsonb;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts JSON trees to natural Java values. In the tree a placeholder represents an attachment. */
final class JsonTrees {

    private JsonTrees() {}

    /**
     * Converts one value.
     *
     * @return String, Integer, Long, Double, Boolean, List, Map, {@code byte[]} or null
     */
    static @Nullable Object natural(JsonValue value, List<byte[]> attachments) {
        return switch (value.getValueType()) {
            case NULL -> null;
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case ARRAY -> list(value.asJsonArray(), attachments);
            case OBJECT -> {
                JsonObject object = value.asJsonObject();
                yield isPlaceholder(object, attachments) ? attachment(object, attachments) : map(object, attachments);
            }
        };
    }

    /**
     * Converts one value to bytes.
     *
     * @return the attachment; or the bytes of an array of small integers, which clients send that do not support attachments; or null
     */
    static byte @Nullable [] binary(JsonValue value, List<byte[]> attachments) {
        if (value == JsonValue.NULL || value.getValueType() == JsonValue.ValueType.NULL) {
            return null;
        }
        if (value instanceof JsonObject object && isPlaceholder(object, attachments)) {
            return attachment(object, attachments);
        }
        if (value instanceof JsonArray array) {
            return bytes(array);
        }
        throw new JsonException("expected binary, found " + value.getValueType());
    }

    private static boolean isPlaceholder(JsonObject object, List<byte[]> attachments) {
        return !attachments.isEmpty() && object.get("_placeholder") == JsonValue.TRUE;
    }

    private static byte[] attachment(JsonObject placeholder, List<byte[]> attachments) {
        if (placeholder.get("num") instanceof JsonNumber num) {
            double index = num.doubleValue();
            if (index >= 0 && index < attachments.size() && index == Math.rint(index)) {
                return attachments.get((int) index);
            }
        }
        throw new JsonException("placeholder without attachment");
    }

    private static byte[] bytes(JsonArray array) {
        byte[] bytes = new byte[array.size()];
        for (int i = 0; i < bytes.length; i++) {
            // Bytes are 0 to 255 in JavaScript, -128 to 127 in Java.
            int item = array.get(i) instanceof JsonNumber number ? number.intValueExact() : Integer.MIN_VALUE;
            if (item < Byte.MIN_VALUE || item > 255) {
                throw new JsonException("expected binary, found an array of other values");
            }
            bytes[i] = (byte) item;
        }
        return bytes;
    }

    private static Number number(JsonNumber number) {
        if (number.isIntegral()) {
            try {
                long value = number.longValueExact();
                if (value == (int) value) {
                    return (int) value;
                }
                return value;
            } catch (ArithmeticException tooLarge) {
                // Read it as a double, as JavaScript does.
            }
        }
        return number.doubleValue();
    }

    private static List<@Nullable Object> list(JsonArray array, List<byte[]> attachments) {
        List<@Nullable Object> list = new ArrayList<>(array.size());
        for (JsonValue item : array) {
            list.add(natural(item, attachments));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(JsonObject object, List<byte[]> attachments) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            map.put(member.getKey(), natural(member.getValue(), attachments));
        }
        return map;
    }
}
