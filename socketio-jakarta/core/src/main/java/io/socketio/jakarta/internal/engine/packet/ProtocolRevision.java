package io.socketio.jakarta.internal.engine.packet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision of the Engine.IO protocol, as far as revisions differ: how packets look in frames and payloads, and who sends the pings. A session keeps
 * the revision that its first request asked for. Stateless, thread-safe.
 *
 * <p>Text packets look the same everywhere, type digit first; so one {@link OutboundPacket} serves clients of all revisions.
 */
public interface ProtocolRevision {

    /** The value of the query parameter {@code EIO}. */
    int number();

    /** Whether the client sends pings and the server answers; otherwise the other way round. */
    boolean clientPings();

    // ---- WebSocket: one packet per frame

    /**
     * Decodes the text packet that stands in {@code wire} from {@code from} to {@code to} and hands it on. Open, upgrade and noop packets mean nothing on
     * an established session and are dropped.
     *
     * @return whether it was a packet; if not, the receiver was told
     */
    boolean decodeText(String wire, int from, int to, PacketReceiver receiver);

    /** Decodes a binary frame and hands it on. */
    void decodeBinary(byte[] frame, PacketReceiver receiver);

    /** The binary frame of a binary message. @param message must not change; may be returned as it is */
    byte[] toBinaryFrame(byte[] message);

    /** The text frame of a binary message, for clients that take no binary frames. */
    String toTextFrame(byte[] message);

    // ---- Polling: several packets per payload

    /** Whether the body of a POST with this content type can be a payload. @param contentType null when the client sent none */
    boolean takesPayload(@Nullable String contentType);

    /**
     * Decodes the body of a POST: linear, in order, up to the first thing that is no packet.
     *
     * @param body its size was checked when it was read
     * @param contentType one that {@link #takesPayload} has accepted
     */
    void decodePayload(byte[] body, @Nullable String contentType, PacketReceiver receiver);

    /** Encodes the packets, one at least, for the answer to a GET. */
    Payload encodePayload(List<OutboundPacket> packets);

    /** How much of a payload the packet takes, without separators: bytes if the text is ASCII, fewer otherwise. */
    long encodedLength(OutboundPacket packet);

    /**
     * The body of an answer.
     *
     * @param contentType value of the header
     */
    record Payload(byte[] body, String contentType) {}
}
