package io.socketio.jakarta.clusters;

import io.socketio.jakarta.Arguments;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A command in JSON. Binary values are {@code {"$bytes": "<base64>"}}. */
record Command(JsonObject json) {

    private static final String BYTES = "$bytes";

    String operation() {
        return json.getString("op");
    }

    String server() {
        return json.getString("server");
    }

    String text(String name, String absent) {
        return json.getString(name, absent);
    }

    int number(String name) {
        return json.getInt(name);
    }

    boolean flag(String name) {
        return json.getBoolean(name, false);
    }

    /** Null if it is absent. */
    JsonValue flagOfSelection(String name) {
        return json.containsKey("flags") ? json.getJsonObject("flags").get(name) : null;
    }

    String[] texts(String name) {
        JsonArray array = json.getJsonArray(name);
        return array == null
                ? new String[0]
                : array.stream().map(each -> ((JsonString) each).getString()).toArray(String[]::new);
    }

    Object[] arguments() {
        return ((List<?>) value(json.getJsonArray("args"))).toArray();
    }

    private static Object value(JsonValue value) {
        switch (value.getValueType()) {
            case STRING -> {
                return ((JsonString) value).getString();
            }
            case NUMBER -> {
                JsonNumber number = (JsonNumber) value;
                if (number.isIntegral()) {
                    return number.longValue();
                }
                return number.doubleValue();
            }
            case TRUE -> {
                return true;
            }
            case FALSE -> {
                return false;
            }
            case NULL -> {
                return null;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                value.asJsonArray().forEach(item -> list.add(value(item)));
                return list;
            }
            default -> {
                JsonObject object = value.asJsonObject();
                if (object.containsKey(BYTES)) {
                    return Base64.getDecoder().decode(object.getString(BYTES));
                }
                Map<String, Object> map = new LinkedHashMap<>();
                object.forEach((name, member) -> map.put(name, value(member)));
                return map;
            }
        }
    }

    /** Writes a result. */
    static JsonValue json(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof Double number) {
            return Json.createValue(number);
        }
        if (value instanceof Number number) {
            return Json.createValue(number.longValue());
        }
        if (value instanceof byte[] bytes) {
            return Json.createObjectBuilder()
                    .add(BYTES, Base64.getEncoder().encodeToString(bytes))
                    .build();
        }
        if (value instanceof Arguments arguments) {
            return json(arguments.toList());
        }
        if (value instanceof Iterable<?> items) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            items.forEach(item -> array.add(json(item)));
            return array.build();
        }
        if (value instanceof Map<?, ?> map) {
            JsonObjectBuilder object = Json.createObjectBuilder();
            map.forEach((name, member) -> object.add(name.toString(), json(member)));
            return object.build();
        }
        return Json.createValue(value.toString());
    }
}
