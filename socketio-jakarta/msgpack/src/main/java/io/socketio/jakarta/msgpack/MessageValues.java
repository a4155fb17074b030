package io.socketio.jakarta.msgpack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePack.Code;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/** Reads single values of a message that a {@link MessageScanner} has checked, by their positions. */
final class MessageValues {

    private MessageValues() {}

    static ValueType type(byte[] message, int at) {
        return MessageFormat.valueOf(message[at]).getValueType();
    }

    /** Returns an unpacker whose next value is at this position. */
    static MessageUnpacker unpacker(byte[] message, int at) {
        return MessagePack.newDefaultUnpacker(message, at, message.length - at);
    }

    static String text(byte[] message, int at) {
        try {
            MessageUnpacker in = unpacker(message, at);
            int length = in.unpackRawStringHeader();
            return new String(message, at + (int) in.getTotalReadBytes(), length, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the next value, a text. {@code unpackString} allocates 16 KiB for the first text of each unpacker.
     *
     * @param start where the unpacker has begun to read the message
     */
    static String text(byte[] message, int start, MessageUnpacker in) throws IOException {
        int length = in.unpackRawStringHeader();
        String text = new String(message, start + (int) in.getTotalReadBytes(), length, StandardCharsets.UTF_8);
        in.readPayloadAsReference(length);
        return text;
    }

    /** Returns a copy of a binary value: {@code bin}, or the payload of an extension. */
    static byte[] binary(byte[] message, int at) {
        try {
            MessageUnpacker in = unpacker(message, at);
            int length = type(message, at) == ValueType.BINARY
                    ? in.unpackBinaryHeader()
                    : in.unpackExtensionTypeHeader().getLength();
            int start = at + (int) in.getTotalReadBytes();
            return Arrays.copyOfRange(message, start, start + length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of a date. */
    static String date(byte[] message, int at) {
        try {
            MessageUnpacker in = unpacker(message, at);
            in.skipValue();
            String text = Extensions.isoText(message, at, at + (int) in.getTotalReadBytes());
            if (text == null) {
                throw new IllegalStateException("a date that was not checked");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a whole number. */
    static BigInteger integer(byte[] message, int at) {
        if (Code.isFixInt(message[at])) {
            return BigInteger.valueOf(message[at]);
        }
        try {
            return unpacker(message, at).unpackBigInteger();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a number with a fraction, or one that is no number. */
    static double real(byte[] message, int at) {
        try {
            return unpacker(message, at).unpackDouble();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
