package io.socketio.jakarta.json;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns event arguments into JSON and back. Thread-safe. An application that prefers another JSON library, or wants its own settings, offers one as
 * a CDI bean of this type, as the attribute {@code io.socketio.jakarta.json.PayloadCodec} of its servlet context, or to
 * {@code SocketIo.register}; libraries offer theirs through {@link PayloadCodecProvider}.
 *
 * <p>On the way out only what the library does not write itself comes here: records, beans and the types of JSON libraries. Strings, numbers, booleans,
 * null, enums, dates and times, optionals, {@code byte[]}, {@link java.nio.ByteBuffer}, and maps, iterables and arrays never do; their elements may.
 * On the way in, strings, numbers, booleans, null and {@code byte[]} that are arguments themselves usually do not come here either.
 *
 * <p>Every failure is a {@link PayloadException} that names the type and, if known, where in it; its message holds no payload, its cause may. JSON that
 * does not fit is refused and never bent: numbers with a fraction or out of range for an integer type, numbers beyond the range of
 * {@code double}, more than one character for a {@code char}. Where codecs know the place, they throw {@link PayloadMismatch}.
 */
public interface PayloadCodec {

    /**
     * Appends the value as JSON. Every {@code byte[]} in it is handed to {@code binary} and stands in the JSON as what that returns.
     *
     * @throws PayloadException if the value cannot be written
     */
    void write(Object value, StringBuilder out, BinarySink binary);

    /**
     * Binds one JSON value to a type. In it {@code {"_placeholder":true,"num":n}} stands for {@code attachments.get(n)} when the list is not empty.
     *
     * @param type what to return; for {@code Object}: String, Integer, Long, Double, Boolean, List, Map, {@code byte[]} or null
     * @throws PayloadException if the JSON does not fit the type
     */
    @Nullable
    Object read(String json, Type type, List<byte[]> attachments);

    /** Takes the binary parts of a value that is being written. */
    @FunctionalInterface
    interface BinarySink {
        /** @return the JSON text that stands for these bytes: {@code {"_placeholder":true,"num":n}} */
        String add(byte[] bytes);
    }
}
