package io.socketio.jakarta.web.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the parts of one message and enforces the size limit in bytes. A text that arrives in one part is not copied; binary is copied once, because
 * the container may reuse its buffer. Containers deliver the parts of a connection one at a time, so the fields need no lock.
 */
final class MessageAssembler {

    private final int maxBytes;
    private @Nullable StringBuilder text;
    private @Nullable ByteArrayOutputStream binary;
    private long bytes;
    private boolean tooLarge;

    MessageAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    int maxBytes() {
        return maxBytes;
    }

    /** Returns whether a message has exceeded the limit; after that no message is delivered. */
    boolean isTooLarge() {
        return tooLarge;
    }

    /**
     * Adds a part of a text message.
     *
     * @return the whole message if this was its last part, null otherwise
     */
    @Nullable
    String onText(String part, boolean last) {
        if (tooLarge || exceeds(part, last)) {
            drop();
            return null;
        }
        StringBuilder buffer = text;
        if (buffer == null) {
            if (last) {
                bytes = 0;
                return part;
            }
            buffer = new StringBuilder(2 * part.length());
            text = buffer;
        }
        buffer.append(part);
        if (!last) {
            return null;
        }
        text = null;
        bytes = 0;
        return buffer.toString();
    }

    /**
     * Adds a part of a binary message.
     *
     * @return the whole message if this was its last part, null otherwise
     */
    byte @Nullable [] onBinary(ByteBuffer part, boolean last) {
        bytes += part.remaining();
        if (tooLarge || bytes > maxBytes) {
            drop();
            return null;
        }
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        ByteArrayOutputStream buffer = binary;
        if (buffer == null) {
            if (last) {
                bytes = 0;
                return copy;
            }
            buffer = new ByteArrayOutputStream(2 * copy.length);
            binary = buffer;
        }
        buffer.writeBytes(copy);
        if (!last) {
            return null;
        }
        binary = null;
        bytes = 0;
        return buffer.toByteArray();
    }

    private void drop() {
        tooLarge = true;
        text = null;
        binary = null;
    }

    private boolean exceeds(String part, boolean last) {
        if (text == null && last && 3L * part.length() <= maxBytes) {
            return false;
        }
        bytes += utf8Length(part);
        return bytes > maxBytes;
    }

    /** Returns the length of this text in UTF-8, in bytes; each half of a surrogate pair counts as two. */
    static long utf8Length(CharSequence text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }
}
