package io.socketio.jakarta.web;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in when there is no JSON library: maps, lists and what is in them are read, classes of the application are not. */
final class PlainValuesCodec implements PayloadCodec {

    private static final String REMEDY =
            ": there is no JSON library; deploy socketio-jakarta-standalone or socketio-jakarta-jackson with the application";

    @Override
    public void write(Object value, StringBuilder out, BinarySink binary) {
        throw new PayloadException(value.getClass().getName() + " cannot be written as JSON" + REMEDY, null);
    }

    /** @throws IllegalStateException for any other type than those of plain values: the application lacks a library, the client is not to blame */
    @Override
    public @Nullable Object read(String json, Type type, List<byte[]> attachments) {
        if (type != Object.class && type != Map.class && type != List.class && type != Collection.class) {
            throw new IllegalStateException("JSON cannot be bound to " + type.getTypeName() + REMEDY);
        }
        Object value = new PlainValues(json, attachments).read();
        if (value != null && !((Class<?>) type).isInstance(value)) {
            throw new PayloadException("JSON does not fit " + type.getTypeName(), null);
        }
        return value;
    }

    @Override
    public String toString() {
        return "no JSON library (plain values only)";
    }
}
