package io.socketio.jakarta;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an event or of an acknowledgement, bound to Java types on demand. Immutable and thread-safe.
 *
 * <p>A missing argument reads as null, as it does for a listener of the reference server; as a primitive type it does not fit, and as an
 * {@code Optional} it is empty. Strings, {@code int}, {@code long}, {@code double}, {@code boolean}, their wrappers and {@code byte[]} must come as
 * such: the text {@code "1"} is no {@code int}. Parameters of namespace beans bind in the same way.
 *
 * @since 0.1
 */
public interface Arguments {

    /** How many arguments came. */
    int size();

    /**
     * The argument in its natural form: {@code String}, {@code Integer}, {@code Long} or {@code Double}, {@code Boolean}, {@code byte[]},
     * {@code Map}, {@code List}, or null.
     *
     * @param index from 0; at or beyond {@link #size()} the answer is null
     */
    @Nullable
    Object arg(int index);

    /**
     * The argument bound to a type.
     *
     * @param type a class, or a generic type such as {@code List<Item>}
     * @throws io.socketio.jakarta.json.PayloadMismatch if the argument does not fit the type
     */
    @Nullable
    Object arg(int index, Type type);

    /**
     * The argument bound to a class.
     *
     * @throws io.socketio.jakarta.json.PayloadMismatch if the argument does not fit the class
     */
    <T> @Nullable T arg(int index, Class<T> type);

    /** All arguments in their natural form, see {@link #arg(int)}; unmodifiable. */
    List<@Nullable Object> toList();
}
