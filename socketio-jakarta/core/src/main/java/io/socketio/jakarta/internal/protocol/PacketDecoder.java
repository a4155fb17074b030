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

    /** Longer names of events are not kept for the next packet. */
    private static final int MAX_KEPT_NAME = 64;

    private final int maxAttachments;
    private final long maxAttachmentBytes;

    /** The name of the last event: clients send the same events again and again. Empty before the first. */
    private String lastName = "";

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
        PacketScanner scanner = Scanners.acquire();
        try {
            scanner.head().read(message, from, maxAttachments);
            return decode(message, scanner.head(), scanner.json());
        } finally {
            Scanners.release(scanner);
        }
    }

    private @Nullable Packet decode(String message, PacketHead head, JsonScanner json) throws PacketException {
        return switch (head.type) {
            case PacketHead.CONNECT -> new Connect(head.namespace, connectJson(message, head, json, false));
            case PacketHead.DISCONNECT -> disconnect(head);
            case PacketHead.CONNECT_ERROR -> new ConnectError(head.namespace, connectJson(message, head, json, true));
            default -> withArguments(message, head, json);
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
        if (packet.attachments.size() < packet.attachmentCount) {
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

    private static @Nullable String connectJson(String text, PacketHead head, JsonScanner json, boolean stringAllowed)
            throws PacketException {
        if (!head.hasPayload()) {
            return null;
        }
        json.reset(text, head.end, JsonScanner.NO_ATTACHMENTS);
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

    private @Nullable Packet withArguments(String text, PacketHead head, JsonScanner json) throws PacketException {
        json.reset(text, head.end, head.attachments);
        json.scan();
        if (!json.isArray()) {
            throw PacketException.invalidPayload();
        }
        String name = head.isEvent() ? eventName(text, json) : null;
        boolean latin1 = json.isLatin1() && JsonWeight.isLatin1(text, head.end);
        if (head.attachments == 0) {
            return packet(text, head.namespace, head.ackId, name, json.elements(), latin1, List.of());
        }
        pending = new PendingPacket(text, head, name, json.elements(), latin1);
        return null;
    }

    private static Packet packet(
            String text,
            String namespace,
            long ackId,
            @Nullable String name,
            int[] elements,
            boolean latin1,
            List<byte[]> attachments) {
        int count = elements.length / JsonScanner.STRIDE;
        if (name == null) {
            return new Ack(namespace, ackId, new JsonArguments(text, elements, count, 0, attachments, latin1));
        }
        return new Event(namespace, ackId, name, new JsonArguments(text, elements, count, 1, attachments, latin1));
    }

    private String eventName(String text, JsonScanner json) throws PacketException {
        if (json.count() > 0) {
            int start = json.first(false);
            int end = json.first(true);
            char c = text.charAt(start);
            if (c == '-' || c >= '0' && c <= '9') {
                return text.substring(start, end);
            }
            if (c == '"') {
                return eventName(text, start + 1, end - 1);
            }
        }
        throw PacketException.invalidPayload();
    }

    private String eventName(String text, int start, int end) throws PacketException {
        // A name in which nothing is escaped, and which has been checked.
        if (lastName.length() == end - start && start < end && text.startsWith(lastName, start)) {
            return lastName;
        }
        String name = JsonText.unescape(text, start, end);
        if (ReservedEvents.contains(name)) {
            throw PacketException.invalidPayload();
        }
        if (name.length() == end - start && name.length() <= MAX_KEPT_NAME && name.indexOf('\\') < 0) {
            lastName = name;
        }
        return name;
    }

    /** A packet whose text has been received; attachments are missing. */
    private static final class PendingPacket {
        final String text;
        final String namespace;
        final long ackId;
        /** How many there will be. */
        final int attachmentCount;

        final int[] elements;
        final boolean latin1;

        /** Null for an acknowledgement. */
        final @Nullable String name;

        final List<byte[]> attachments = new ArrayList<>(0);
        long bytes;

        PendingPacket(String text, PacketHead head, @Nullable String name, int[] elements, boolean latin1) {
            this.text = text;
            this.namespace = head.namespace;
            this.ackId = head.ackId;
            this.attachmentCount = head.attachments;
            this.name = name;
            this.elements = elements;
            this.latin1 = latin1;
        }

        Packet complete(List<byte[]> binary) {
            return packet(text, namespace, ackId, name, elements, latin1, binary);
        }
    }
}
