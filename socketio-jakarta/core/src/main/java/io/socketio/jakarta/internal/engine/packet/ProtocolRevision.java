package io.socketio.jakarta.internal.engine.packet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision of the Engine.IO protocol, limited to what differs between revisions: the format of packets in frames and payloads, and which side
 * sends the pings. A session keeps the revision that its first request selected. Stateless, thread-safe.
 *
 * <p>Text packets have the same format in all revisions, starting with the type digit, so one {@link OutboundPacket} serves clients of all revisions.
 */
public interface ProtocolRevision {

    /** Returns the value of the query parameter {@code EIO}. */
    int number();

    /** Returns whether the client sends pings and the server sends pongs; otherwise the server sends pings. */
    boolean clientPings();

    // ---- WebSocket: one packet per frame

    /**
     * Decodes the text packet in {@code wire} between {@code from} and {@code to} and passes it to the receiver. Open, upgrade and noop packets have
     * no meaning on an established session and are dropped.
     *
     * @return whether the text was a packet; if not, the receiver was notified
     */
    boolean decodeText(String wire, int from, int to, PacketReceiver receiver);

    /** Decodes a binary frame and passes it to the receiver. */
    void decodeBinary(byte[] frame, PacketReceiver receiver);

    /**
     * Returns the binary frame of a binary message.
     *
     * @param message must not change; may be returned as it is
     */
    byte[] toBinaryFrame(byte[] message);

    /** Returns the text frame of a binary message, for clients that do not accept binary frames. */
    String toTextFrame(byte[] message);

    // ---- Polling: several packets per payload

    /**
     * Returns whether the body of a POST with this content type can be a payload.
     *
     * @param contentType null if the client sent none
     */
    boolean takesPayload(@Nullable String contentType);

    /**
     * Decodes the body of a POST in linear time and in order, up to the first part that is not a packet.
     *
     * @param body its size was checked when it was read
     * @param contentType a content type that {@link #takesPayload} has accepted
     */
    void decodePayload(byte[] body, @Nullable String contentType, PacketReceiver receiver);

    /** Encodes the packets (at least one) for the response to a GET. */
    Payload encodePayload(List<OutboundPacket> packets);

    /** Returns how much of a payload the packet uses, without separators: the number of bytes if the text is ASCII, fewer otherwise. */
    long encodedLength(OutboundPacket packet);

    /**
     * The body of a response.
     *
     * @param contentType value of the header
     */
    record Payload(byte[] body, String contentType) {}
}
