package io.socketio.jakarta.internal.protocol;

import java.util.List;

/** How much memory decoded JSON keeps: the text as the JVM stores it, the positions of its elements, and the attachments. */
final class JsonWeight {

    /** Header and length of an array, or of a string and its array, on a 64-bit JVM with compressed pointers; rounding included. */
    private static final int ARRAY_BYTES = 20;

    private static final int STRING_BYTES = 24 + ARRAY_BYTES;
    private static final int ARGUMENTS_BYTES = 32;

    private JsonWeight() {}

    /** @param latin1 whether all characters of the text are Latin-1 */
    static long of(String text, boolean latin1, int[] elements, List<byte[]> attachments) {
        long bytes = ARGUMENTS_BYTES
                + STRING_BYTES
                + (latin1 ? text.length() : 2L * text.length())
                + ARRAY_BYTES
                + 4L * elements.length;
        int count = attachments.size();
        for (int i = 0; i < count; i++) {
            // Its place in the list, too.
            bytes += 4 + ARRAY_BYTES + attachments.get(i).length;
        }
        return count == 0 ? bytes : bytes + 24 + ARRAY_BYTES;
    }

    /** Returns whether the characters up to this position are Latin-1. */
    static boolean isLatin1(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) > 0xff) {
                return false;
            }
        }
        return true;
    }
}
