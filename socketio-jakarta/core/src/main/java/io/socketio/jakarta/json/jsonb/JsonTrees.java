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

/** Turns JSON trees into natural Java values. An attachment is what stands for it in the tree: a placeholder. */
final class JsonTrees {

    private JsonTrees() {}

    /** @return String, Integer, Long, Double, Boolean, List, Map, {@code byte[]} or null */
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

    /** @return the attachment, or the bytes of an array of small integers, which is what a client sends that does not know better; or null */
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
                // a double then, as in JavaScript
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
