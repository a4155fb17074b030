package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.parser.PacketException;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON outside of packets. */
public final class JsonValues {

    private JsonValues() {}

    /**
     * Writes a value as the default parser writes an argument.
     *
     * @param binary receives each binary value and returns the JSON text in its place
     * @throws PayloadException if the value cannot be written
     */
    public static String write(@Nullable Object value, PayloadCodec codec, PayloadCodec.BinarySink binary) {
        StringBuilder out = new StringBuilder();
        new JsonWriter(out, codec, binary).write(value);
        return out.toString();
    }

    /**
     * Reads a value without a JSON library.
     *
     * @return String, Integer, Long, Double, Boolean, List, Map or null
     * @throws PayloadException if the text is no JSON, or nests too deep
     */
    public static @Nullable Object read(String json) {
        try {
            return new JsonReader(json).read();
        } catch (PacketException e) {
            throw new PayloadException("not JSON, or nested too deeply", e);
        }
    }
}
