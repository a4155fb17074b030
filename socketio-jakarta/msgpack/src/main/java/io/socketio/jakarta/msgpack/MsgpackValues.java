package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.parser.PacketException;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads single values in msgpack, outside of packets, as servers of a cluster exchange them. Numbers, texts and binary values are written as
 * notepack.io and {@code @msgpack/msgpack} write them. Thread-safe.
 *
 * @since 0.1
 */
public final class MsgpackValues {

    private MsgpackValues() {}

    /**
     * Writes a value.
     *
     * @param codec writes values of the application's own classes; not called for strings, numbers, booleans, null, {@code byte[]}, maps and lists
     * @throws PayloadException if the value contains itself, or the codec cannot write it
     */
    public static byte[] write(@Nullable Object value, PayloadCodec codec) {
        MsgpackWriter out = new MsgpackWriter(codec);
        out.value(value);
        return out.bytes();
    }

    /**
     * Reads a value. All of it is checked before anything is allocated for it: nesting, up to 200 levels, and that every declared length fits into the
     * bytes that are there.
     *
     * @return a String, Integer, Long, Double, Boolean, {@code byte[]}, List, Map with strings as keys, or null; dates are texts like those of
     *     {@code Date.toISOString} in JavaScript; members that are undefined are left out, and numbers that JSON does not have are null
     * @throws PayloadException if the bytes are not one complete value
     */
    public static @Nullable Object read(byte[] message) {
        MessageScanner scanner = new MessageScanner(message);
        try {
            scanner.value();
        } catch (PacketException e) {
            throw new PayloadException(
                    "not msgpack: " + message.length + " bytes, wrong before " + scanner.position(), e);
        }
        if (scanner.remaining() > 0) {
            throw new PayloadException(scanner.remaining() + " trailing bytes", null);
        }
        return new PlainReader(message).value();
    }
}
