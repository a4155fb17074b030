package io.socketio.jakarta.msgpack;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack.Code;

/**
 * Extension values. JavaScript's parser (notepack) uses the extension 0 for three things, which the format tells apart: {@code d4 00} is undefined,
 * {@code d7 00} a date in milliseconds, everything else binary. The extension -1 is the timestamp of the msgpack specification.
 */
final class Extensions {

    static final byte NOTEPACK = 0;

    private static final byte TIMESTAMP = -1;

    /** Formats like Date.toISOString: always milliseconds, always Z. */
    private static final DateTimeFormatter ISO_MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MAX_SECOND_BITS = 34;

    private Extensions() {}

    /** What an extension value means. */
    enum Kind {
        UNDEFINED,
        DATE,
        BINARY,
        OTHER
    }

    static boolean isUndefined(byte[] message, int at) {
        return message[at] == Code.FIXEXT1 && message[at + 1] == NOTEPACK;
    }

    /** @param at the position of a complete extension value */
    static Kind kind(byte[] message, int at) {
        byte format = message[at];
        byte type = message[typeAt(format, at)];
        if (type == TIMESTAMP) {
            return Kind.DATE;
        }
        if (type != NOTEPACK) {
            return Kind.OTHER;
        }
        return format == Code.FIXEXT1 ? Kind.UNDEFINED : format == Code.FIXEXT8 ? Kind.DATE : Kind.BINARY;
    }

    static byte type(byte[] message, int at) {
        return message[typeAt(message[at], at)];
    }

    /** Returns the position of the first byte of the payload. */
    static int payload(byte[] message, int at) {
        return typeAt(message[at], at) + 1;
    }

    /** Returns a date as text like Date.toISOString, with more digits if it has them; null if it is no date. */
    static @Nullable String isoText(byte[] message, int at, int end) {
        Instant instant = instant(message, at, end);
        if (instant == null) {
            return null;
        }
        return instant.getNano() % NANOS_PER_MILLI == 0 ? ISO_MILLIS.format(instant) : instant.toString();
    }

    private static @Nullable Instant instant(byte[] message, int at, int end) {
        int from = payload(message, at);
        ByteBuffer payload = ByteBuffer.wrap(message, from, end - from);
        if (type(message, at) == NOTEPACK) {
            return Instant.ofEpochMilli(payload.getLong());
        }
        try {
            return timestamp(payload);
        } catch (DateTimeException outOfRange) {
            return null;
        }
    }

    /** Timestamps have 4, 8 or 12 bytes: seconds; nanoseconds and seconds in one word; nanoseconds, then seconds. */
    private static @Nullable Instant timestamp(ByteBuffer payload) {
        switch (payload.remaining()) {
            case 4 -> {
                return Instant.ofEpochSecond(Integer.toUnsignedLong(payload.getInt()));
            }
            case 8 -> {
                long both = payload.getLong();
                return Instant.ofEpochSecond(both & (1L << MAX_SECOND_BITS) - 1, both >>> MAX_SECOND_BITS);
            }
            case 12 -> {
                long nanos = Integer.toUnsignedLong(payload.getInt());
                return Instant.ofEpochSecond(payload.getLong(), nanos);
            }
            default -> {
                return null;
            }
        }
    }

    private static int typeAt(byte format, int at) {
        return switch (format) {
            case Code.EXT8 -> at + 2;
            case Code.EXT16 -> at + 3;
            case Code.EXT32 -> at + 5;
            default -> at + 1;
        };
    }
}
