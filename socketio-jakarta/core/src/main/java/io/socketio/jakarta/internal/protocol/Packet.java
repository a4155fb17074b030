package io.socketio.jakarta.internal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One Socket.IO packet (protocol 5, "Packet encoding") as it came from a client, attachments included: the binary types arrive as {@link Event} and
 * {@link Ack}. The namespace begins with a slash and is not checked any further. Immutable.
 */
public sealed interface Packet {

    /** Stands for "no ack id". */
    long NO_ACK = -1;

    String namespace();

    /** @param json the text of a JSON object, or null if the client sent none */
    record Connect(String namespace, @Nullable String json) implements Packet {}

    record Disconnect(String namespace) implements Packet {}

    /**
     * @param ackId the id under which the client wants an answer, 0 to 2^53, or {@link #NO_ACK}
     * @param name never a reserved name; for a number, its text as the client wrote it
     * @param arguments what follows the name
     */
    record Event(String namespace, long ackId, String name, PacketArguments arguments) implements Packet {}

    /** @param ackId 0 to 2^53, or {@link #NO_ACK} if the client forgot it: such an answer belongs to nobody */
    record Ack(String namespace, long ackId, PacketArguments arguments) implements Packet {}

    /** @param json the text of a JSON object or string, or null if the client sent none */
    record ConnectError(String namespace, @Nullable String json) implements Packet {}
}
