package io.socketio.jakarta.web;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codec for applications without a JSON library. It reads maps, lists and their elements, but no classes of the application. */
final class PlainValuesCodec implements PayloadCodec {

    private static final String REMEDY =
            ": there is no JSON library; deploy socketio-jakarta-standalone or socketio-jakarta-jackson with the application";

    @Override
    public void write(Object value, StringBuilder out, BinarySink binary) {
        throw new PayloadException(value.getClass().getName() + " cannot be written as JSON" + REMEDY, null);
    }

    /**
     * Reads a plain value.
     *
     * @throws IllegalStateException for any other type: the application lacks a library, the client is not at fault
     */
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
