package io.socketio.jakarta.internal.engine.packet;

import java.util.Arrays;

/** Decodes base64 like the reference server: accepts both alphabets, optional padding, and ignores all other characters. Linear time; never fails. */
final class LenientBase64 {

    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
        VALUES['-'] = VALUES['+'];
        VALUES['_'] = VALUES['/'];
    }

    private LenientBase64() {}

    static byte[] decode(String text, int from, int to) {
        byte[] decoded = new byte[decodedLength(text, from, to)];
        int length = 0;
        int bits = 0;
        int bitCount = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int value = c < 128 ? VALUES[c] : -1;
            if (value < 0) {
                continue;
            }
            bits = bits << 6 | value;
            bitCount += 6;
            if (bitCount >= 8) {
                bitCount -= 8;
                // An invalid character shortens the result, so there is always room.
                decoded[length++] = (byte) (bits >> bitCount);
            }
        }
        return length == decoded.length ? decoded : Arrays.copyOf(decoded, length);
    }

    /** Returns the exact decoded length of well-formed input, or an upper bound for any other input. */
    private static int decodedLength(String text, int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) == '=') {
            end--;
        }
        return (int) ((end - from) * 3L / 4);
    }
}
