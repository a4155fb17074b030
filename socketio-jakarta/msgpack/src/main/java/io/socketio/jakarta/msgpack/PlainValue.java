package io.socketio.jakarta.msgpack;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reduces the types that a parser writes without a codec to the few that the format has. They are the types of the default parser. */
final class PlainValue {

    private PlainValue() {}

    /**
     * Returns null, a String, Boolean, Long, Double, BigInteger, Instant or Date for what is one of these in the format; any other value as it is: binary,
     * containers, and what a codec writes.
     */
    static @Nullable Object of(@Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Instant
                || value instanceof Date) {
            return value;
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        String text = text(value);
        return text == null ? ofOptional(value) : text;
    }

    private static Object ofNumber(Number value) {
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof AtomicInteger
                || value instanceof AtomicLong) {
            return value.longValue();
        }
        if (value instanceof Float) {
            // The double with the same digits: 0.1, not 0.10000000149.
            return Double.valueOf(value.toString());
        }
        return value instanceof BigDecimal ? (Object) value.doubleValue() : value;
    }

    private static @Nullable String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof ZonedDateTime time) {
            // JavaScript cannot parse a zone in brackets.
            return time.toOffsetDateTime().toString();
        }
        boolean isText = value instanceof CharSequence
                || value instanceof Character
                || value instanceof TemporalAmount
                || value instanceof TemporalAccessor;
        return isText ? value.toString() : null;
    }

    private static @Nullable Object ofOptional(Object value) {
        if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null));
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? (long) optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        return value;
    }
}
