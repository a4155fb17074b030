package io.socketio.jakarta.internal.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The mask of client frames (RFC 6455, section 5.3). */
final class Mask {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Mask() {}

    /**
     * Removes the mask in place, eight bytes at a time.
     *
     * @param key its first byte is the most significant one
     * @param position of the first byte within the payload
     * @return whether all unmasked bytes are ASCII
     */
    static boolean remove(byte[] bytes, int from, int to, int key, long position) {
        int rotated = Integer.rotateLeft(key, (int) (position & 3) * 8);
        long wide = (rotated & 0xffffffffL) << 32 | rotated & 0xffffffffL;
        long seen = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i) ^ wide;
            LONGS.set(bytes, i, word);
            seen |= word;
        }
        for (int shift = 24; i < to; i++, shift = shift - 8 & 31) {
            byte plain = (byte) (bytes[i] ^ rotated >>> shift);
            bytes[i] = plain;
            seen |= plain;
        }
        return (seen & HIGH_BITS) == 0;
    }
}
