package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Writes one packet. Numbers are as short as JavaScript's parser writes them; binary values are {@code bin}, {@link Instant} and {@link Date} the
 * extension 0 with eight bytes of milliseconds. Not thread-safe.
 */
final class MsgpackWriter {

    /** As in the default parser. Deeper data most likely contains itself, and no decoder would accept it. */
    private static final int MAX_DEPTH = MessageScanner.MAX_DEPTH - 1;

    /** An event with a short text fits; larger ones take more buffers. */
    private static final MessagePack.PackerConfig CONFIG = new MessagePack.PackerConfig().withBufferSize(1024);

    private static final BigInteger UINT64_END = BigInteger.ONE.shiftLeft(64);

    /** Up to this value, every integer is exactly a double. */
    private static final double MAX_SAFE_INTEGER = 0x1p53;

    private final PayloadCodec codec;
    private final MessageBufferPacker out = CONFIG.newBufferPacker();
    private int depth;
    private boolean hasBinary;

    MsgpackWriter(PayloadCodec codec) {
        this.codec = codec;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    boolean hasBinary() {
        return hasBinary;
    }

    MsgpackWriter map(int members) {
        return packed(() -> out.packMapHeader(members));
    }

    MsgpackWriter array(int elements) {
        return packed(() -> out.packArrayHeader(elements));
    }

    MsgpackWriter text(String text) {
        return packed(() -> out.packString(text));
    }

    MsgpackWriter integer(long value) {
        return packed(() -> out.packLong(value));
    }

    /** @throws PayloadException if the value contains itself, or the codec cannot write it */
    void value(@Nullable Object given) {
        Object value = PlainValue.of(given);
        if (value == null) {
            packed(out::packNil);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Boolean bool) {
            packed(() -> out.packBoolean(bool));
        } else if (value instanceof Long number) {
            integer(number);
        } else if (value instanceof Double number) {
            number(number);
        } else if (value instanceof BigInteger number) {
            integer(number);
        } else if (value instanceof Instant instant) {
            date(instant.toEpochMilli());
        } else if (value instanceof Date date) {
            date(date.getTime());
        } else if (!wroteBinary(value)) {
            nested(value);
        }
    }

    private void number(double value) {
        if (value == (long) value && Math.abs(value) <= MAX_SAFE_INTEGER) {
            integer((long) value);
        } else {
            packed(() -> out.packDouble(value));
        }
    }

    private void integer(BigInteger value) {
        if (value.bitLength() < Long.SIZE || value.signum() > 0 && value.compareTo(UINT64_END) < 0) {
            packed(() -> out.packBigInteger(value));
        } else {
            packed(() -> out.packDouble(value.doubleValue()));
        }
    }

    private void date(long millis) {
        packed(() -> {
            out.packExtensionTypeHeader(Extensions.NOTEPACK, Long.BYTES);
            out.writePayload(ByteBuffer.allocate(Long.BYTES).putLong(millis).array());
        });
    }

    private boolean wroteBinary(Object value) {
        byte[] bytes;
        if (value instanceof byte[] array) {
            bytes = array;
        } else if (value instanceof ByteBuffer buffer) {
            bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
        } else {
            return false;
        }
        hasBinary = true;
        packed(() -> {
            out.packBinaryHeader(bytes.length);
            out.writePayload(bytes);
        });
        return true;
    }

    private void nested(Object value) {
        if (++depth > MAX_DEPTH) {
            throw new PayloadException(
                    "data nests deeper than " + MAX_DEPTH + " levels; does it contain itself?", null);
        }
        if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> items && !(value instanceof Path)) {
            items(items);
        } else if (value.getClass().isArray()) {
            array(value);
        } else {
            // The levels of what the codec returns are bounded too, even if it returns the value.
            value(throughCodec(value));
        }
        depth--;
    }

    /** Copies the members first: the header says how many follow, and another thread may change the map. */
    private void object(Map<?, ?> map) {
        Object[] members = map.entrySet().toArray();
        map(members.length);
        for (Object member : members) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) member;
            Object key = entry.getKey();
            text(key instanceof Enum<?> constant ? constant.name() : String.valueOf(key));
            value(entry.getValue());
        }
    }

    private void items(Iterable<?> items) {
        Object[] all;
        if (items instanceof Collection<?> collection) {
            all = collection.toArray();
        } else {
            List<@Nullable Object> list = new ArrayList<>();
            items.forEach(list::add);
            all = list.toArray();
        }
        array(all);
    }

    private void array(Object array) {
        int length = Array.getLength(array);
        array(length);
        for (int i = 0; i < length; i++) {
            value(Array.get(array, i));
        }
    }

    /** A codec writes JSON, and reads it back as maps, lists, strings and numbers. */
    private @Nullable Object throughCodec(Object value) {
        StringBuilder json = new StringBuilder();
        List<byte[]> binary = new ArrayList<>(0);
        codec.write(value, json, bytes -> {
            binary.add(bytes);
            return JsonWriter.placeholder(binary.size() - 1);
        });
        return codec.read(json.toString(), Object.class, binary);
    }

    private MsgpackWriter packed(Packing step) {
        try {
            step.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("the packer writes to memory", e);
        }
    }

    private interface Packing {
        void run() throws IOException;
    }
}
