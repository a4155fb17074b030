package io.socketio.jakarta.internal.core.event;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.json.PayloadMismatch;
import io.socketio.jakarta.parser.PacketArguments;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Arguments from a client, bound on demand. Strings, {@code int}, {@code long}, {@code double}, {@code boolean}, their wrappers and {@code byte[]}
 * are read without a JSON library and must have the matching JSON type; the codec binds everything else. A value that does not match throws a {@link
 * PayloadMismatch} that names the argument.
 */
public final class WireArguments implements Arguments {

    /** Above this value, not every whole number is a {@code double} (JavaScript's Number.MAX_SAFE_INTEGER + 1). */
    private static final double MAX_EXACT = 9_007_199_254_740_992.0;

    /** The value of a missing argument by type; other types have null. */
    private static final Map<Class<?>, Object> EMPTY = Map.of(
            Optional.class, Optional.empty(),
            OptionalInt.class, OptionalInt.empty(),
            OptionalLong.class, OptionalLong.empty(),
            OptionalDouble.class, OptionalDouble.empty());

    private final PacketArguments packet;
    private final PayloadCodec codec;
    /** The name of the single value in error messages; null for event arguments, which are numbered. */
    private final @Nullable String name;

    public WireArguments(PacketArguments packet, PayloadCodec codec) {
        this(packet, codec, null);
    }

    /** @param name the name of the value in error messages if it is not an argument of an event, else null */
    public WireArguments(PacketArguments packet, PayloadCodec codec, @Nullable String name) {
        this.packet = packet;
        this.codec = codec;
        this.name = name;
    }

    @Override
    public int size() {
        return packet.size();
    }

    @Override
    public @Nullable Object arg(int index) {
        if (index >= packet.size() || packet.isNull(index)) {
            return null;
        }
        if (packet.isString(index)) {
            return packet.string(index);
        }
        if (packet.isNumber(index)) {
            return number(index);
        }
        if (packet.isBoolean(index)) {
            return packet.booleanValue(index);
        }
        return packet.isBinary(index) ? packet.binary(index) : read(index, Object.class);
    }

    @Override
    public @Nullable Object arg(int index, Type type) {
        if (type == Object.class) {
            return arg(index);
        }
        if (index >= packet.size() || packet.isNull(index)) {
            return missing(index, type);
        }
        if (type == String.class) {
            require(packet.isString(index), index, type);
            return packet.string(index);
        }
        if (type == int.class || type == Integer.class) {
            long value = whole(index, type);
            require(value == (int) value, index, type);
            return (int) value;
        }
        if (type == long.class || type == Long.class) {
            return whole(index, type);
        }
        if (type == double.class || type == Double.class) {
            require(packet.isNumber(index), index, type);
            double value = number(index).doubleValue();
            require(Double.isFinite(value), index, type);
            return value;
        }
        if (type == boolean.class || type == Boolean.class) {
            require(packet.isBoolean(index), index, type);
            return packet.booleanValue(index);
        }
        if (type == byte[].class) {
            require(packet.isBinary(index), index, type);
            return packet.binary(index);
        }
        return type == Number.class && packet.isNumber(index) ? number(index) : read(index, type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T arg(int index, Class<T> type) {
        // Not type.cast, which rejects the wrapper object for a primitive class.
        return (T) arg(index, (Type) type);
    }

    @Override
    public List<@Nullable Object> toList() {
        int size = packet.size();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(arg(i));
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public String toString() {
        return packet.toString();
    }

    private @Nullable Object missing(int index, Type type) {
        require(!(type instanceof Class<?> known && known.isPrimitive()), index, type);
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> known ? EMPTY.get(known) : null;
    }

    /** Reads a whole number; 1.0 and 1e3 are whole numbers. */
    private long whole(int index, Type type) {
        require(packet.isNumber(index), index, type);
        Number number = number(index);
        if (number instanceof Double real) {
            require(real == Math.rint(real) && Math.abs(real) <= MAX_EXACT, index, type);
        }
        return number.longValue();
    }

    /** A short number has few digits, and an exponent matters only where more than a double is wanted. */
    private Number number(int index) {
        if (packet.length(index) > LargeNumbers.MAX_DIGITS) {
            try {
                LargeNumbers.check(packet.json(index));
            } catch (PayloadMismatch tooLong) {
                throw tooLong.within(nameOf(index));
            }
        }
        return packet.number(index);
    }

    private @Nullable Object read(int index, Type type) {
        String json = packet.json(index);
        try {
            LargeNumbers.check(json);
        } catch (PayloadMismatch tooLong) {
            throw tooLong.within(nameOf(index));
        }
        try {
            return codec.read(json, type, packet.attachments());
        } catch (PayloadException e) {
            if (e instanceof PayloadMismatch inside && !inside.path().isEmpty()) {
                throw inside.within(nameOf(index));
            }
            throw mismatch(index, type, e);
        }
    }

    private void require(boolean condition, int index, Type type) {
        if (!condition) {
            throw mismatch(index, type, null);
        }
    }

    private PayloadMismatch mismatch(int index, Type type, @Nullable PayloadException cause) {
        return new PayloadMismatch(List.of(), PayloadMismatch.nameOf(type), whatCame(index, type), cause)
                .within(nameOf(index));
    }

    private String nameOf(int index) {
        return name == null ? "argument " + index : name;
    }

    private String whatCame(int index, Type type) {
        if (index >= packet.size()) {
            return "nothing";
        }
        if (packet.isBinary(index)) {
            return "binary data";
        }
        boolean isPlainNumber = packet.isNumber(index) && !isNumeric(type);
        return isPlainNumber ? "a number" : PayloadMismatch.kindOf(packet.json(index));
    }

    /** Returns whether the type is numeric, so that an error message should show the number and not only its kind. */
    private static boolean isNumeric(Type type) {
        return type instanceof Class<?> known
                && (Number.class.isAssignableFrom(known)
                        || known.isPrimitive() && known != boolean.class && known != char.class);
    }
}
