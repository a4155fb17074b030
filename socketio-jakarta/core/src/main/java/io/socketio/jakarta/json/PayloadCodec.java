package io.socketio.jakarta.json;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns event arguments into JSON and back. Strings, numbers, booleans, null, {@code byte[]}, and maps, collections and arrays of them never come
 * here on the way out; everything else does. Thread-safe.
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
     * @param type for {@code Object}: String, Number, Boolean, List, Map, {@code byte[]} or null
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
