package io.socketio.jakarta.json;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts event arguments to JSON and back. Thread-safe. An application that prefers another JSON library, or needs its own configuration, provides
 * a codec as a CDI bean of this type, as the attribute {@code io.socketio.jakarta.json.PayloadCodec} of its servlet context, or in the call of
 * {@code SocketIo.register}; libraries provide theirs through {@link PayloadCodecProvider}.
 *
 * <p>When writing, a codec receives only values that the server does not write itself: records, beans and the types of JSON libraries. It never
 * receives strings, numbers, booleans, null, enums, dates and times, optionals, {@code byte[]}, {@link java.nio.ByteBuffer}, and maps, iterables and
 * arrays; it may receive their elements. When reading, it usually does not receive arguments that are themselves strings, numbers, booleans, null or
 * {@code byte[]}.
 *
 * <p>Every failure is a {@link PayloadException} that names the type and, if known, the place in the value; its message contains no payload, its
 * cause may. A codec rejects JSON that does not fit, and never converts it: numbers with a fraction or out of range for an integer type, numbers
 * beyond the range of {@code double}, more than one character for a {@code char}. If a codec knows the place, it throws {@link PayloadMismatch}.
 */
public interface PayloadCodec {

    /**
     * Appends the value as JSON. Passes every {@code byte[]} in it to {@code binary} and writes the returned text in its place.
     *
     * @throws PayloadException if the value cannot be written
     */
    void write(Object value, StringBuilder out, BinarySink binary);

    /**
     * Binds one JSON value to a type. If the list is not empty, {@code {"_placeholder":true,"num":n}} in the JSON represents
     * {@code attachments.get(n)}.
     *
     * @param type what to return; for {@code Object}: String, Integer, Long, Double, Boolean, List, Map, {@code byte[]} or null
     * @throws PayloadException if the JSON does not fit the type
     */
    @Nullable
    Object read(String json, Type type, List<byte[]> attachments);

    /** Receives the binary parts of a value that is being written. */
    @FunctionalInterface
    interface BinarySink {
        /**
         * Adds an attachment.
         *
         * @return the JSON text that represents these bytes: {@code {"_placeholder":true,"num":n}}
         */
        String add(byte[] bytes);
    }
}
