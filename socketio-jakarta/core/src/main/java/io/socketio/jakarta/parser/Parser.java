package io.socketio.jakarta.parser;

import io.socketio.jakarta.json.PayloadException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes Socket.IO packets; one parser serves all clients of a server. Thread-safe, but each {@link Decoder} belongs to one connection. A
 * {@link ParserProvider} offers a parser to applications; without one, a server uses its own: JSON text, with binary values as attachments in
 * separate messages (protocol 5, "Packet encoding").
 *
 * <p>Encoding never modifies the arguments and checks neither namespaces nor reserved event names. A broadcast is encoded once: the result is
 * immutable and serves all recipients. Every method that takes values throws {@link PayloadException} if a value cannot be written, for example
 * because it contains itself.
 *
 * <p>A parser writes strings, numbers, booleans, null, enums, dates and times, optionals, {@code byte[]}, {@link java.nio.ByteBuffer}, maps, iterables and
 * arrays itself, and leaves everything else to the {@link io.socketio.jakarta.json.PayloadCodec} of the server.
 *
 * @since 0.1
 */
public interface Parser {

    /**
     * Encodes an event.
     *
     * @param ackId 0 or more if the recipient should acknowledge, else {@link Packet#NO_ACK}; a broadcast uses one id for all recipients
     */
    EncodedPacket event(String namespace, long ackId, String name, @Nullable Object[] args);

    /**
     * Encodes an acknowledgement.
     *
     * @param ackId the id of the acknowledged event, 0 or more
     */
    EncodedPacket ack(String namespace, long ackId, @Nullable Object[] args);

    /**
     * Encodes the response to CONNECT.
     *
     * @param socketId the id of the socket in this namespace
     */
    EncodedPacket connected(String namespace, String socketId);

    /** Encodes the response to CONNECT for clients of protocol revision 4, which know the id of their socket. */
    EncodedPacket connectedWithoutId(String namespace);

    /**
     * Encodes the response to CONNECT where connection state recovery is on. A parser that does not override this has clients that never recover.
     *
     * @param privateId by which the client may ask for its session after it has lost the connection; null for none
     */
    default EncodedPacket connected(String namespace, String socketId, @Nullable String privateId) {
        return connected(namespace, socketId);
    }

    /** Encodes the end of a socket: the server disconnects it from this namespace. */
    EncodedPacket disconnect(String namespace);

    /**
     * Encodes the refusal of a CONNECT.
     *
     * @param data additional data for the client, without binary values; null for none
     */
    EncodedPacket connectError(String namespace, String message, @Nullable Object data);

    /**
     * Encodes the refusal of a CONNECT for clients of protocol revision 4, which expect any value.
     *
     * @param error without binary values
     */
    EncodedPacket connectErrorOf(String namespace, Object error);

    /**
     * Creates a decoder for one connection. The size of a single message is already limited by {@code maxPayloadBytes}; whatever else a message
     * may demand, the decoder limits itself, before it allocates: nesting, declared lengths, the number of elements.
     *
     * @param maxAttachments the maximum number of binary attachments of one packet that arrive in separate messages, at least 0
     * @param maxAttachmentBytes the maximum total size of the attachments of one packet, in bytes, at least 0
     */
    Decoder newDecoder(int maxAttachments, long maxAttachmentBytes);

    /**
     * Decodes the messages of one client, in wire order. Not thread-safe: one call at a time. After a {@link PacketException} no packet is pending;
     * the caller closes the connection.
     *
     * <p>Returned packets are valid: the namespace starts with a slash, an event has a name that is not reserved, and {@link PacketArguments} can be
     * read by any thread. Arguments are bound later and on demand, so decoding builds no values.
     *
     * @since 0.1
     */
    interface Decoder {

        /**
         * Decodes a text message.
         *
         * @param message a text message; the packet may keep a reference to it
         * @param from the position where the packet starts: after the Engine.IO type digit, if the message still contains it
         * @return the packet, or null if it needs further messages
         * @throws PacketException if the message is no packet
         */
        @Nullable
        Packet onText(String message, int from) throws PacketException;

        /**
         * Decodes a binary message.
         *
         * @param message a binary message; the packet may keep it without copying
         * @return the packet, or null if it needs further messages
         * @throws PacketException if the message is no packet
         */
        @Nullable
        Packet onBinary(byte[] message) throws PacketException;

        /** Returns about how many bytes of memory an incomplete packet keeps; 0 if there is none. */
        long retainedBytes();

        /** Discards an incomplete packet. */
        void reset();
    }
}
