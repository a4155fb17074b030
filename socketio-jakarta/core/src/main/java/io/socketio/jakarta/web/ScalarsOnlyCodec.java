package io.socketio.jakarta.web;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import java.lang.reflect.Type;
import java.util.List;

/** Stands in when there is no JSON library: what the core can do without a codec works, the rest fails with a clear message. */
final class ScalarsOnlyCodec implements PayloadCodec {

    private static final String REMEDY =
            ": there is no JSON library; deploy socketio-jakarta-standalone or socketio-jakarta-jackson with the application";

    @Override
    public void write(Object value, StringBuilder out, BinarySink binary) {
        throw new PayloadException(value.getClass().getName() + " cannot be written as JSON" + REMEDY, null);
    }

    @Override
    public Object read(String json, Type type, List<byte[]> attachments) {
        throw new PayloadException("JSON cannot be bound to " + type.getTypeName() + REMEDY, null);
    }

    @Override
    public String toString() {
        return "no JSON library (scalars only)";
    }
}
