package io.socketio.jakarta.parser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Socket.IO packet in wire format: first the text message, if there is one, then each binary message. Immutable as long as the attachments are
 * not modified, so one instance serves all recipients of a broadcast.
 *
 * @param head the text with the Engine.IO type digit, for example {@code 42/admin,17["x",1]}; null for a parser that writes no text
 * @param attachments the binary messages; the default parser uses the given byte arrays without copying them
 *
 * @since 0.1
 */
public record EncodedPacket(@Nullable String head, List<byte[]> attachments) {

    /** The type digit of an Engine.IO message, with which every head starts. */
    public static final char MESSAGE = '4';

    public EncodedPacket {
        attachments = List.copyOf(attachments);
        if (head == null && attachments.isEmpty()) {
            throw new IllegalArgumentException("a packet needs a text or a binary message");
        }
    }

    /** Shows only sizes, because the head contains payload, which must not appear in logs. */
    @Override
    public String toString() {
        return "EncodedPacket[head=" + (head == null ? "none" : head.length() + " characters") + ", attachments="
                + attachments.size() + "]";
    }
}
