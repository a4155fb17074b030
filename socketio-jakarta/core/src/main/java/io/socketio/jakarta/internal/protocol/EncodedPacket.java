package io.socketio.jakarta.internal.protocol;

import java.util.List;

/**
 * One Socket.IO packet as it goes on the wire: one text message and then each attachment as a binary message. Immutable as long as nobody writes to
 * the attachments, so one instance serves all receivers of a broadcast.
 *
 * @param head with the Engine.IO type digit, for example {@code 42/admin,17["x",1]}
 * @param attachments the bytes that were given to the encoder, not copies of them
 */
public record EncodedPacket(String head, List<byte[]> attachments) {

    /** The digit of an Engine.IO message, with which every head begins. */
    public static final char MESSAGE = '4';

    public EncodedPacket {
        attachments = List.copyOf(attachments);
    }

    /** Sizes only: the head holds payload and does not belong into logs. */
    @Override
    public String toString() {
        return "EncodedPacket[head=" + head.length() + " characters, attachments=" + attachments.size() + "]";
    }
}
