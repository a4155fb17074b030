package io.socketio.jakarta.msgpack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack.Code;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/** Reads a checked message as plain values. As in JavaScript, whole numbers beyond 2^53 become doubles. Not thread-safe. */
final class PlainReader {

    private static final int SAFE_BITS = 53;

    private final byte[] message;
    private final MessageUnpacker in;

    /** @param message has been checked by a {@link MessageScanner} */
    PlainReader(byte[] message) {
        this.message = message;
        this.in = MessageValues.unpacker(message, 0);
    }

    @Nullable
    Object value() {
        try {
            return next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int position() {
        return (int) in.getTotalReadBytes();
    }

    private @Nullable Object next() throws IOException {
        int at = position();
        switch (MessageValues.type(message, at)) {
            case NIL -> {
                in.unpackNil();
                return null;
            }
            case BOOLEAN -> {
                return in.unpackBoolean();
            }
            case INTEGER -> {
                return message[at] == Code.UINT64 ? number(in.unpackBigInteger()) : number(in.unpackLong());
            }
            case FLOAT -> {
                double value = in.unpackDouble();
                return Double.isFinite(value) ? value : null;
            }
            case STRING -> {
                return MessageValues.text(message, 0, in);
            }
            case ARRAY -> {
                return list();
            }
            case MAP -> {
                return map();
            }
            default -> {
                in.skipValue();
                return binaryOrExtension(at);
            }
        }
    }

    private static Object number(BigInteger value) {
        return value.bitLength() < Long.SIZE ? number(value.longValue()) : value.doubleValue();
    }

    /** Not one expression: numbers of different types would become a double. */
    private static Object number(long value) {
        if (value == (int) value) {
            return (int) value;
        }
        if (Math.abs(value) <= 1L << SAFE_BITS && value != Long.MIN_VALUE) {
            return value;
        }
        return (double) value;
    }

    private List<@Nullable Object> list() throws IOException {
        int count = in.unpackArrayHeader();
        List<@Nullable Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(next());
        }
        return list;
    }

    private Map<String, @Nullable Object> map() throws IOException {
        int count = in.unpackMapHeader();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = MessageValues.type(message, position()) == ValueType.STRING
                    ? MessageValues.text(message, 0, in)
                    : in.unpackBigInteger().toString();
            if (Extensions.isUndefined(message, position())) {
                in.skipValue();
                map.remove(key);
            } else {
                map.put(key, next());
            }
        }
        return map;
    }

    private @Nullable Object binaryOrExtension(int at) {
        boolean isExtension = MessageValues.type(message, at) == ValueType.EXTENSION;
        return switch (isExtension ? Extensions.kind(message, at) : Extensions.Kind.BINARY) {
            case UNDEFINED -> null;
            case DATE -> MessageValues.date(message, at);
            case BINARY -> MessageValues.binary(message, at);
            // As JavaScript's parser gives an extension that it does not know.
            case OTHER -> List.of((int) Extensions.type(message, at), MessageValues.binary(message, at));
        };
    }
}
