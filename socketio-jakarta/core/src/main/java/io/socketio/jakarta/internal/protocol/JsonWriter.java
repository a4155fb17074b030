package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Appends the arguments of one packet as JSON and extracts binary values, in depth-first order. Values of unknown types are passed to the codec. An
 * instance writes only one packet.
 */
final class JsonWriter implements PayloadCodec.BinarySink {

    /**
     * The maximum nesting depth. Deeper data most likely contains itself, and the decoder of this library would reject it. One level is the argument
     * array.
     */
    private static final int MAX_DEPTH = JsonScanner.MAX_DEPTH - 1;

    /** Formats like Date.toISOString: always milliseconds, always Z. */
    private static final DateTimeFormatter ISO_MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final StringBuilder out;
    private final PayloadCodec codec;
    /** Null: binary values become attachments of the packet. */
    private final PayloadCodec.@Nullable BinarySink binary;

    private List<byte[]> attachments = List.of();
    private int depth;

    JsonWriter(StringBuilder out, PayloadCodec codec) {
        this(out, codec, null);
    }

    JsonWriter(StringBuilder out, PayloadCodec codec, PayloadCodec.@Nullable BinarySink binary) {
        this.out = out;
        this.codec = codec;
        this.binary = binary;
    }

    List<byte[]> attachments() {
        return attachments;
    }

    @Override
    public String add(byte[] bytes) {
        if (binary != null) {
            return binary.add(bytes);
        }
        if (attachments.isEmpty()) {
            attachments = new ArrayList<>(2);
        }
        attachments.add(bytes);
        return "{\"_placeholder\":true,\"num\":" + (attachments.size() - 1) + "}";
    }

    void write(@Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof String string) {
            JsonStrings.append(string, out);
        } else if (value instanceof Boolean bool) {
            out.append(bool.booleanValue());
        } else if (!(value instanceof Number number && wroteNumber(number))
                && !wroteContainer(value)
                && !wroteBinary(value)
                && !wroteText(value)
                && !wroteOptional(value)) {
            codec.write(value, out, this);
        }
    }

    private boolean wroteNumber(Number value) {
        if (value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof AtomicInteger) {
            out.append(value.intValue());
        } else if (value instanceof Long || value instanceof AtomicLong) {
            out.append(value.longValue());
        } else if (value instanceof Double) {
            JsonNumbers.append(value.doubleValue(), out);
        } else if (value instanceof Float) {
            JsonNumbers.append(value.floatValue(), out);
        } else if (value instanceof BigDecimal decimal) {
            JsonNumbers.append(decimal, out);
        } else if (value instanceof BigInteger) {
            out.append(value);
        } else {
            return false;
        }
        return true;
    }

    private boolean wroteBinary(Object value) {
        if (value instanceof byte[] bytes) {
            out.append(add(bytes));
        } else if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            out.append(add(copy));
        } else {
            return false;
        }
        return true;
    }

    private boolean wroteText(Object value) {
        if (value instanceof Enum<?> constant) {
            JsonStrings.append(constant.name(), out);
        } else if (value instanceof CharSequence || value instanceof Character || value instanceof TemporalAmount) {
            JsonStrings.append(value.toString(), out);
        } else if (value instanceof Instant instant) {
            JsonStrings.append(ISO_MILLIS.format(instant), out);
        } else if (value instanceof Date date) {
            // Not toInstant(), which java.sql.Date does not support.
            JsonStrings.append(ISO_MILLIS.format(Instant.ofEpochMilli(date.getTime())), out);
        } else if (value instanceof ZonedDateTime time) {
            // JavaScript cannot parse a zone in brackets.
            JsonStrings.append(time.toOffsetDateTime().toString(), out);
        } else if (value instanceof TemporalAccessor) {
            JsonStrings.append(value.toString(), out);
        } else {
            return false;
        }
        return true;
    }

    private boolean wroteOptional(Object value) {
        if (value instanceof Optional<?> optional) {
            write(optional.isPresent() ? optional.get() : null);
        } else if (value instanceof OptionalInt optional) {
            write(optional.isPresent() ? optional.getAsInt() : null);
        } else if (value instanceof OptionalLong optional) {
            write(optional.isPresent() ? optional.getAsLong() : null);
        } else if (value instanceof OptionalDouble optional) {
            write(optional.isPresent() ? optional.getAsDouble() : null);
        } else {
            return false;
        }
        return true;
    }

    private boolean wroteContainer(Object value) {
        if (value instanceof Map<?, ?> map) {
            enter();
            object(map);
        } else if (value instanceof Iterable<?> items && !(value instanceof Path)) {
            enter();
            array(items);
        } else if (value instanceof Object[] items) {
            enter();
            array(items);
        } else if (value.getClass().isArray() && !(value instanceof byte[])) {
            enter();
            primitives(value);
        } else {
            return false;
        }
        depth--;
        return true;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new PayloadException(
                    "data nests deeper than " + MAX_DEPTH + " levels; does it contain itself?", null);
        }
    }

    private void object(Map<?, ?> map) {
        char separator = '{';
        for (Map.Entry<?, ?> member : map.entrySet()) {
            out.append(separator);
            Object key = member.getKey();
            JsonStrings.append(key instanceof Enum<?> constant ? constant.name() : String.valueOf(key), out);
            out.append(':');
            write(member.getValue());
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private void array(Iterable<?> items) {
        char separator = '[';
        for (Object item : items) {
            out.append(separator);
            write(item);
            separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
    }

    private void array(@Nullable Object[] items) {
        out.append('[');
        for (int i = 0; i < items.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            write(items[i]);
        }
        out.append(']');
    }

    private void primitives(Object array) {
        out.append('[');
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                out.append(',');
            }
            if (array instanceof int[] ints) {
                out.append(ints[i]);
            } else if (array instanceof long[] longs) {
                out.append(longs[i]);
            } else if (array instanceof double[] doubles) {
                JsonNumbers.append(doubles[i], out);
            } else {
                write(Array.get(array, i));
            }
        }
        out.append(']');
    }
}
