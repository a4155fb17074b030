package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import java.lang.reflect.Type;
import java.util.List;

/** For what must work without any JSON library. */
final class NoCodec implements PayloadCodec {

    @Override
    public void write(Object value, StringBuilder out, BinarySink binary) {
        throw new PayloadException("no codec for " + value.getClass().getName(), null);
    }

    @Override
    public Object read(String json, Type type, List<byte[]> attachments) {
        throw new PayloadException("no codec for " + type.getTypeName(), null);
    }
}
