package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.Packet.Ack;
import io.socketio.jakarta.parser.Packet.Connect;
import io.socketio.jakarta.parser.Packet.ConnectError;
import io.socketio.jakarta.parser.Packet.Disconnect;
import io.socketio.jakarta.parser.Packet.Event;
import io.socketio.jakarta.parser.PacketException;
import io.socketio.jakarta.parser.Parser;
import io.socketio.jakarta.parser.ReservedEvents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decoder of the default parser. It is stricter than the reference implementation where the latter's leniency is only a side effect of
 * JavaScript: counts and ids are decimal digits, ids end at 2^53, events and acknowledgements must have a payload, JSON nests at most {@value
 * JsonScanner#MAX_DEPTH} levels, and placeholders are checked before the attachments arrive.
 */
final class PacketDecoder implements Parser.Decoder {

    /** The default of socket.io-parser since 4.2.6. */
    static final int DEFAULT_MAX_ATTACHMENTS = 10;

    private final int maxAttachments;
    private final long maxAttachmentBytes;

    /** The packet that is waiting for attachments, or null. */
    private @Nullable PendingPacket pending;

    /**
     * @param maxAttachments the maximum number of attachments of one packet, at least 0
     * @param maxAttachmentBytes the maximum total size of the attachments of one packet, in bytes, at least 0
     */
    PacketDecoder(int maxAttachments, long maxAttachmentBytes) {
        if (maxAttachments < 0 || maxAttachments > 1_000_000) {
            throw new IllegalArgumentException("maxAttachments is " + maxAttachments + ", must be 0 to 1000000");
        }
        if (maxAttachmentBytes < 0) {
            throw new IllegalArgumentException(
                    "maxAttachmentBytes is " + maxAttachmentBytes + ", must not be negative");
        }
        this.maxAttachments = maxAttachments;
        this.maxAttachmentBytes = maxAttachmentBytes;
    }

    @Override
    public @Nullable Packet onText(String message, int from) throws PacketException {
        if (pending != null) {
            throw failed("got plaintext data when reconstructing a packet");
        }
        PacketHead head = new PacketHead(message, from, maxAttachments);
        return switch (head.type) {
            case PacketHead.CONNECT -> new Connect(head.namespace, connectJson(message, head, false));
            case PacketHead.DISCONNECT -> disconnect(head);
            case PacketHead.CONNECT_ERROR -> new ConnectError(head.namespace, connectJson(message, head, true));
            default -> withArguments(message, head);
        };
    }

    @Override
    public @Nullable Packet onBinary(byte[] message) throws PacketException {
        PendingPacket packet = pending;
        if (packet == null) {
            throw new PacketException("got binary data when not reconstructing a packet");
        }
        packet.bytes += message.length;
        if (packet.bytes > maxAttachmentBytes) {
            throw failed("attachments larger than " + maxAttachmentBytes + " bytes");
        }
        packet.attachments.add(message);
        if (packet.attachments.size() < packet.head.attachments) {
            return null;
        }
        pending = null;
        return packet.complete(List.copyOf(packet.attachments));
    }

    @Override
    public long retainedBytes() {
        PendingPacket packet = pending;
        return packet == null ? 0 : JsonWeight.of(packet.text, packet.latin1, packet.elements, packet.attachments);
    }

    /** Returns whether a packet is waiting for attachments. This class does not limit how long. */
    boolean isReconstructing() {
        return pending != null;
    }

    @Override
    public void reset() {
        pending = null;
    }

    private PacketException failed(String message) {
        reset();
        return new PacketException(message);
    }

    private static @Nullable String connectJson(String text, PacketHead head, boolean stringAllowed)
            throws PacketException {
        if (!head.hasPayload()) {
            return null;
        }
        JsonScanner json = new JsonScanner(text, head.end, JsonScanner.NO_ATTACHMENTS);
        json.scan();
        if (json.isObject() || stringAllowed && json.isString()) {
            return text.substring(head.end);
        }
        throw PacketException.invalidPayload();
    }

    private static Packet disconnect(PacketHead head) throws PacketException {
        if (head.hasPayload()) {
            throw PacketException.invalidPayload();
        }
        return new Disconnect(head.namespace);
    }

    private @Nullable Packet withArguments(String text, PacketHead head) throws PacketException {
        JsonScanner json = new JsonScanner(text, head.end, head.attachments);
        json.scan();
        if (!json.isArray()) {
            throw PacketException.invalidPayload();
        }
        PendingPacket packet = new PendingPacket(text, head, json, isEvent(head) ? eventName(text, json) : null);
        if (head.attachments == 0) {
            return packet.complete(List.of());
        }
        pending = packet;
        return null;
    }

    private static boolean isEvent(PacketHead head) {
        return head.type == PacketHead.EVENT || head.type == PacketHead.BINARY_EVENT;
    }

    private static String eventName(String text, JsonScanner json) throws PacketException {
        if (json.count() > 0) {
            int start = json.elements()[0];
            int end = json.elements()[1];
            char c = text.charAt(start);
            if (c == '-' || c >= '0' && c <= '9') {
                return text.substring(start, end);
            }
            if (c == '"') {
                String name = JsonText.unescape(text, start + 1, end - 1);
                if (!ReservedEvents.contains(name)) {
                    return name;
                }
            }
        }
        throw PacketException.invalidPayload();
    }

    /** A packet whose text has been received; attachments may be missing. */
    private static final class PendingPacket {
        final String text;
        final PacketHead head;
        final int[] elements;
        final int count;

        final boolean latin1;

        /** Null for an acknowledgement. */
        final @Nullable String name;

        final List<byte[]> attachments = new ArrayList<>(0);
        long bytes;

        PendingPacket(String text, PacketHead head, JsonScanner json, @Nullable String name) {
            this.text = text;
            this.head = head;
            this.elements = json.elements();
            this.count = json.count();
            this.latin1 = json.isLatin1() && JsonWeight.isLatin1(text, head.end);
            this.name = name;
        }

        Packet complete(List<byte[]> binary) {
            if (name == null) {
                return new Ack(head.namespace, head.ackId, new JsonArguments(text, elements, count, 0, binary, latin1));
            }
            return new Event(
                    head.namespace, head.ackId, name, new JsonArguments(text, elements, count, 1, binary, latin1));
        }
    }
}
