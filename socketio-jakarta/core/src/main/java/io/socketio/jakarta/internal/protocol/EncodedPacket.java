package io.socketio.jakarta.internal.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Socket.IO packet as it goes on the wire: first the text message, if there is one, and then each binary message. Immutable as long as nobody
 * writes to the attachments, so one instance serves all receivers of a broadcast.
 *
 * @param head the text with the Engine.IO type digit, for example {@code 42/admin,17["x",1]}; null for a parser that writes no text
 * @param attachments the binary messages; of the default parser the bytes that it was given, not copies of them
 */
public record EncodedPacket(@Nullable String head, List<byte[]> attachments) {

    /** The digit of an Engine.IO message, with which every head begins. */
    public static final char MESSAGE = '4';

    public EncodedPacket {
        attachments = List.copyOf(attachments);
        if (head == null && attachments.isEmpty()) {
            throw new IllegalArgumentException("a packet needs a text or a binary message");
        }
    }

    /** Sizes only: the head holds payload and does not belong into logs. */
    @Override
    public String toString() {
        return "EncodedPacket[head=" + (head == null ? "none" : head.length() + " characters") + ", attachments="
                + attachments.size() + "]";
    }
}
