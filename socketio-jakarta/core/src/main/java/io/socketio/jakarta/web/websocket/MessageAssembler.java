package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the parts of one message and enforces the size limit in bytes. A text that arrives in one part is not copied; binary is copied once, because
 * the container may reuse its buffer. Containers deliver the parts of a connection one at a time, so the fields need no lock.
 *
 * <p>The listener says how large a message may be at present, and is told what is kept of an unfinished one.
 */
final class MessageAssembler {

    private final int mostBytes;
    private final WebSocketListener listener;
    private @Nullable StringBuilder text;
    private @Nullable ByteArrayOutputStream binary;
    private long bytes;
    private boolean tooLarge;

    /** @param mostBytes limit of the connection; that of the listener may be lower */
    MessageAssembler(int mostBytes, WebSocketListener listener) {
        this.mostBytes = mostBytes;
        this.listener = listener;
    }

    /** Returns the limit that applies now. */
    int maxBytes() {
        return Math.min(mostBytes, listener.maxMessageBytes());
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
            return dropped();
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
            return mayKeep(capacityBytes(buffer)) ? null : dropped();
        }
        String message = buffer.toString();
        text = null;
        bytes = 0;
        listener.onPartial(0);
        return message;
    }

    /**
     * Adds a part of a binary message.
     *
     * @return the whole message if this was its last part, null otherwise
     */
    byte @Nullable [] onBinary(ByteBuffer part, boolean last) {
        bytes += part.remaining();
        if (tooLarge || bytes > maxBytes()) {
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
            // Between what has come and twice as much.
            if (!mayKeep(buffer.size() * 3L / 2)) {
                drop();
            }
            return null;
        }
        byte[] message = buffer.toByteArray();
        binary = null;
        bytes = 0;
        listener.onPartial(0);
        return message;
    }

    /** Returns what the buffer occupies: one byte per character as long as all are ASCII. */
    private long capacityBytes(StringBuilder buffer) {
        return bytes == buffer.length() ? buffer.capacity() : 2L * buffer.capacity();
    }

    private boolean mayKeep(long keptBytes) {
        return listener.onPartial((int) Math.min(keptBytes, Integer.MAX_VALUE));
    }

    private @Nullable String dropped() {
        drop();
        return null;
    }

    private void drop() {
        tooLarge = true;
        text = null;
        binary = null;
        listener.onPartial(0);
    }

    private boolean exceeds(String part, boolean last) {
        int maxBytes = maxBytes();
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
