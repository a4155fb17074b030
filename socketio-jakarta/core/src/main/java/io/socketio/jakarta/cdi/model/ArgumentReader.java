package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.json.PayloadException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Binds one argument of an event to a parameter. Strings, numbers, booleans and binary must come as such; everything else is for the codec. A misfit
 * is told to the client by argument, expected type and what came, never by value.
 */
public final class ArgumentReader implements ParameterReader {

    private static final Pattern PACKAGES = Pattern.compile("([A-Za-z_][\\w]*\\.)+|[A-Z]\\w*\\$");
    private static final Map<Class<?>, Object> NOTHING = Map.of(
            Optional.class, Optional.empty(),
            OptionalInt.class, OptionalInt.empty(),
            OptionalLong.class, OptionalLong.empty(),
            OptionalDouble.class, OptionalDouble.empty());
    /** CDI implementations write their types with and without spaces. */
    private static final Pattern COMMAS = Pattern.compile(",\\s*");

    private static final double MAX_EXACT = 9_007_199_254_740_992.0;

    private final int index;
    private final String name;
    private final Type type;
    /** What a missing argument is. */
    private final @Nullable Object nothing;

    /** @param name of the parameter, or null if it was compiled away */
    ArgumentReader(int index, @Nullable String name, Type type) {
        this.index = index;
        this.name = name == null ? "argument " + index : "argument " + index + " (" + name + ")";
        this.type = type;
        this.nothing = nothing(type);
    }

    public static String nameOf(Type type) {
        return COMMAS.matcher(PACKAGES.matcher(type.getTypeName()).replaceAll(""))
                .replaceAll(", ");
    }

    @Override
    public @Nullable Object read(Invocation call) {
        Event event = Objects.requireNonNull(call.event());
        Object value;
        try {
            value = type instanceof Class<?> scalar && isScalar(scalar)
                    ? readScalar(event, scalar)
                    : event.arg(index, type);
        } catch (PayloadException e) {
            throw misfit(event);
        }
        if (value == null && type instanceof Class<?> primitive && primitive.isPrimitive()) {
            throw misfit(event);
        }
        return value == null ? nothing : value;
    }

    private static @Nullable Object nothing(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> known ? NOTHING.get(known) : null;
    }

    private static boolean isScalar(Class<?> type) {
        return type == String.class
                || type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == double.class
                || type == Double.class
                || type == boolean.class
                || type == Boolean.class
                || type == byte[].class;
    }

    private @Nullable Object readScalar(Event event, Class<?> scalar) {
        Object value = event.arg(index);
        if (value == null) {
            return null;
        }
        if (scalar == String.class && value instanceof String
                || (scalar == boolean.class || scalar == Boolean.class) && value instanceof Boolean
                || scalar == byte[].class && value instanceof byte[]) {
            return value;
        }
        Object number = value instanceof Number given ? convert(given, scalar) : null;
        if (number == null) {
            throw misfit(event);
        }
        return number;
    }

    private static @Nullable Object convert(Number given, Class<?> scalar) {
        double real = given.doubleValue();
        if (scalar == double.class || scalar == Double.class) {
            return real;
        }
        boolean isWhole = given instanceof Integer
                || given instanceof Long
                || real == Math.rint(real) && Math.abs(real) <= MAX_EXACT;
        if (!isWhole) {
            return null;
        }
        long whole = given.longValue();
        if (scalar == long.class || scalar == Long.class) {
            return whole;
        }
        boolean isInt = scalar == int.class || scalar == Integer.class;
        return isInt && whole == (int) whole ? (Object) (int) whole : null;
    }

    private EventRefused misfit(Event event) {
        return new EventRefused(name + " must be " + nameOf(type) + ", but " + whatCame(event) + " came");
    }

    private String whatCame(Event event) {
        if (index >= event.size()) {
            return "nothing";
        }
        Object value;
        try {
            value = event.arg(index);
        } catch (PayloadException e) {
            return "something else";
        }
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Number) {
            return value instanceof Integer || value instanceof Long
                    ? "a number"
                    : "a number that is no integer or too large";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof byte[]) {
            return "binary data";
        }
        return value instanceof List ? "an array" : value instanceof Map ? "an object" : "something else";
    }
}
