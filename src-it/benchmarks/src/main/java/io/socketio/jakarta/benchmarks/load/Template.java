package io.socketio.jakarta.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A packet with two numbers of fixed width in it: a sequence number where the text has a run of {@code #}, and an ack id where it has a
 * run of {@code @}. Fixed widths let us write and compare packets without making any garbage. Not thread-safe.
 */
final class Template {

    private static final int MASK_BYTES = 4;
    private static final int SHORT_PAYLOAD = 125;
    private static final int LARGEST_PAYLOAD = 0xFFFF;
    private static final int FIN_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_TWO_BYTES = 126;

    private final byte[] text;
    private final Digits sequence;
    private final Digits ackId;

    /** @param text of at most 65,535 ASCII characters */
    Template(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
        if (this.text.length > LARGEST_PAYLOAD) {
            throw new IllegalArgumentException("Packet is " + this.text.length + " bytes, limit is " + LARGEST_PAYLOAD);
        }
        sequence = Digits.of(text, '#');
        ackId = Digits.of(text, '@');
    }

    boolean matches(byte[] bytes, int from, int to, long sequenceValue, long ackIdValue) {
        fill(sequenceValue, ackIdValue);
        return Arrays.equals(text, 0, text.length, bytes, from, to);
    }

    /** Writes the packet as it is. @return its length */
    int writePlain(byte[] out, int at, long sequenceValue, long ackIdValue) {
        fill(sequenceValue, ackIdValue);
        System.arraycopy(text, 0, out, at, text.length);
        return text.length;
    }

    /** Writes the packet as a masked text frame. @return the frame's length */
    int writeFrame(byte[] out, int maskKey, long sequenceValue, long ackIdValue) {
        fill(sequenceValue, ackIdValue);
        return frame(FIN_TEXT, text, out, maskKey);
    }

    /** Writes any small masked frame. @return the frame's length */
    static int frame(int firstByte, byte[] payload, byte[] out, int maskKey) {
        int at = 0;
        out[at++] = (byte) firstByte;
        if (payload.length <= SHORT_PAYLOAD) {
            out[at++] = (byte) (MASKED | payload.length);
        } else {
            out[at++] = (byte) (MASKED | LENGTH_IN_TWO_BYTES);
            out[at++] = (byte) (payload.length >> 8);
            out[at++] = (byte) payload.length;
        }
        int mask = at;
        for (int shift = 24; shift >= 0; shift -= 8) {
            out[at++] = (byte) (maskKey >> shift);
        }
        for (int i = 0; i < payload.length; i++) {
            out[at + i] = (byte) (payload[i] ^ out[mask + (i & (MASK_BYTES - 1))]);
        }
        return at + payload.length;
    }

    private void fill(long sequenceValue, long ackIdValue) {
        sequence.write(text, sequenceValue);
        ackId.write(text, ackIdValue);
    }

    /** What a reply should have been, for the message of a failure. */
    String text(long sequenceValue, long ackIdValue) {
        fill(sequenceValue, ackIdValue);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Where a number stands; width 0 when the text has none. */
    private record Digits(int from, int width) {

        static Digits of(String text, char mark) {
            int from = text.indexOf(mark);
            return from < 0 ? new Digits(0, 0) : new Digits(from, text.lastIndexOf(mark) + 1 - from);
        }

        void write(byte[] out, long value) {
            long rest = value;
            for (int at = from + width - 1; at >= from; at--) {
                out[at] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }
}
