package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.json.PayloadCodec;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON outside of packets. */
public final class JsonValues {

    private JsonValues() {}

    /**
     * Writes a value as the default parser writes an argument.
     *
     * @param binary receives each binary value and returns the JSON text in its place
     * @throws io.socketio.jakarta.json.PayloadException if the value cannot be written
     */
    public static String write(@Nullable Object value, PayloadCodec codec, PayloadCodec.BinarySink binary) {
        StringBuilder out = new StringBuilder();
        new JsonWriter(out, codec, binary).write(value);
        return out.toString();
    }
}
