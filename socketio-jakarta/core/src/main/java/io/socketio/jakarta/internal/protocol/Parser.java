package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.json.PayloadException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes Socket.IO packets: the parser of a server, the same for all its clients. Thread-safe; only a {@link Decoder} belongs to one
 * connection.
 *
 * <p>Encoding never changes the arguments and checks neither namespaces nor reserved event names. A broadcast encodes once: the result is immutable and
 * serves all receivers. Every method that takes values throws {@link PayloadException} if one cannot be written, for example because it contains itself.
 */
public interface Parser {

    /** @param ackId 0 or more if the receiver is to answer, else {@link Packet#NO_ACK}; a broadcast uses one id for all receivers */
    EncodedPacket event(String namespace, long ackId, String name, @Nullable Object[] args);

    /** @param ackId the id that came with the event, 0 or more */
    EncodedPacket ack(String namespace, long ackId, @Nullable Object[] args);

    /** The answer to CONNECT. @param socketId the id of the socket in this namespace */
    EncodedPacket connected(String namespace, String socketId);

    EncodedPacket disconnect(String namespace);

    /** @param data what else the client should know, without binary; null for nothing */
    EncodedPacket connectError(String namespace, String message, @Nullable Object data);

    /**
     * A decoder for one connection. A single message is bounded already, by {@code maxPayloadBytes}.
     *
     * @param maxAttachments most binary attachments of one packet that come in messages of their own, at least 0
     * @param maxAttachmentBytes most bytes of all attachments of one packet, at least 0
     */
    Decoder newDecoder(int maxAttachments, long maxAttachmentBytes);

    /**
     * Decodes the messages of one client, in the order of the wire. Not thread-safe: one call at a time. After a {@link PacketException} nothing is
     * pending; the caller closes the connection.
     *
     * <p>What it returns is valid: the namespace begins with a slash, an event has a name that is not reserved, and {@link PacketArguments} can be read
     * by any thread. Arguments are bound later and on demand, so decoding builds no values.
     */
    interface Decoder {

        /**
         * @param message a text message; the packet may keep it alive
         * @param from where the packet starts in it: behind the Engine.IO type digit, if that is still there
         * @return the packet, or null if more messages belong to it
         */
        @Nullable
        Packet onText(String message, int from) throws PacketException;

        /**
         * @param message a binary message; the packet may keep it, uncopied
         * @return the packet, or null if more messages belong to it
         */
        @Nullable
        Packet onBinary(byte[] message) throws PacketException;

        /** Forgets a packet of which messages are missing. */
        void reset();
    }
}
