package io.socketio.jakarta.json.jackson;

import java.lang.invoke.MethodType;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rules for payload values that both versions of Jackson share, without any type of Jackson. */
final class PayloadValues {

    /** The attribute of a call that holds its {@code BinarySink} or its attachments. */
    static final Object BINARY = PayloadValues.class;

    /** The format of Date.toISOString: always milliseconds, always Z. */
    private static final DateTimeFormatter ISO_MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final Map<Class<?>, String> OPTIONALS =
            Map.of(OptionalInt.class, "int", OptionalLong.class, "long", OptionalDouble.class, "double");

    private PayloadValues() {}

    static String iso(long epochMillis) {
        return ISO_MILLIS.format(Instant.ofEpochMilli(epochMillis));
    }

    static String iso(Instant instant) {
        return ISO_MILLIS.format(instant);
    }

    @SuppressWarnings("unchecked")
    static List<byte[]> attachments(@Nullable Object attribute) {
        return attribute == null ? List.of() : (List<byte[]>) attribute;
    }

    /** @return an Integer if the value fits, else a Long */
    static Number whole(long value) {
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }

    /** @return null if the index of a placeholder does not refer to an attachment */
    static byte @Nullable [] attachment(List<byte[]> attachments, double index) {
        boolean exists = index >= 0 && index < attachments.size() && index == Math.rint(index);
        return exists ? attachments.get((int) index) : null;
    }

    /** Returns the name of the expected type for an error message to the client. */
    static String nameOf(Class<?> type) {
        if (type.isEnum()) {
            return BindingFailure.constants(type);
        }
        if (type == byte[].class) {
            return "binary data";
        }
        if (type.isArray() || Iterable.class.isAssignableFrom(type)) {
            return "an array";
        }
        Class<?> unboxed = MethodType.methodType(type).unwrap().returnType();
        boolean isSimple = unboxed.isPrimitive()
                || Number.class.isAssignableFrom(type)
                || CharSequence.class.isAssignableFrom(type)
                || type.getName().startsWith("java.") && !Map.class.isAssignableFrom(type);
        return isSimple ? OPTIONALS.getOrDefault(type, unboxed.getSimpleName()) : "an object";
    }
}
