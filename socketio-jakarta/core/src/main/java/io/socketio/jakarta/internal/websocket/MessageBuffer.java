package io.socketio.jakarta.internal.websocket;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects a message that does not arrive in one portion. It grows with the bytes that have arrived and not with the length that was announced. Not
 * thread-safe.
 */
final class MessageBuffer {

    private static final int FIRST_CAPACITY = 256;

    private byte @Nullable [] bytes;
    private int length;

    int length() {
        return length;
    }

    /** Returns the memory that is occupied, in bytes. */
    int capacity() {
        return bytes == null ? 0 : bytes.length;
    }

    void append(byte[] source, int from, int to) {
        int count = to - from;
        byte[] target = bytes;
        if (target == null) {
            target = new byte[Math.max(FIRST_CAPACITY, count)];
            bytes = target;
        } else if (target.length - length < count) {
            long doubled = Math.min(2L * target.length, Integer.MAX_VALUE - 16);
            target = Arrays.copyOf(target, (int) Math.max(doubled, length + (long) count));
            bytes = target;
        }
        System.arraycopy(source, from, target, length, count);
        length += count;
    }

    /** Returns the array that holds the first {@link #length()} bytes. */
    byte[] array() {
        byte[] present = bytes;
        return present == null ? new byte[0] : present;
    }

    byte[] toBytes() {
        byte[] present = array();
        return present.length == length ? present : Arrays.copyOf(present, length);
    }

    /** Releases the memory. */
    void clear() {
        bytes = null;
        length = 0;
    }
}
