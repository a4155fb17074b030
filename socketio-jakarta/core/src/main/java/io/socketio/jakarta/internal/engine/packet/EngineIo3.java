package io.socketio.jakarta.internal.engine.packet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Engine.IO 3, which clients of Socket.IO 2 speak. A packet as text is a type digit followed by the data, or {@code b}, the type digit and the data in
 * base64. A binary packet begins with the type as a byte. A text payload is a sequence of {@code <length>:<packet>}, with lengths in UTF-16 code units; a
 * binary payload is a sequence of 0 (text) or 1 (binary), the decimal digits of the length in bytes as one byte each, 255, and the packet.
 *
 * <p>Decoding is stricter than in the reference server: lengths have only decimal digits and end within the payload, and each packet has a type.
 */
public enum EngineIo3 implements ProtocolRevision {
    /** For clients that take binary payloads: a payload with a binary message is binary. */
    BINARY,
    /** For clients that have asked for {@code b64=1}: all payloads are text. */
    BASE64;

    private static final String TEXT_TYPE = "text/plain; charset=UTF-8";
    private static final String BINARY_TYPE = "application/octet-stream";
    private static final byte MESSAGE = 4;
    private static final byte TEXT_PACKET = 0;
    private static final byte BINARY_PACKET = 1;
    private static final byte END_OF_LENGTH = (byte) 0xff;
    /** No payload has more digits in a length: payloads have less than 2 GiB. */
    private static final int MAX_DIGITS = 10;

    @Override
    public int number() {
        return 3;
    }

    @Override
    public boolean clientPings() {
        return true;
    }

    // ---- WebSocket

    @Override
    public boolean decodeText(String wire, int from, int to, PacketReceiver receiver) {
        if (from == to) {
            receiver.onMalformed();
            return false;
        }
        char type = wire.charAt(from);
        if (type == 'b') {
            int typed = from + 1;
            return typed < to && wire.charAt(typed) == '4'
                    ? onMessage(LenientBase64.decode(wire, typed + 1, to), receiver)
                    : onControl(typed < to ? wire.charAt(typed) - '0' : -1, receiver);
        }
        if (type == '4') {
            receiver.onMessage(wire.substring(from + 1, to));
            return true;
        }
        return onControl(type - '0', receiver);
    }

    @Override
    public void decodeBinary(byte[] frame, PacketReceiver receiver) {
        decodeBinary(frame, 0, frame.length, receiver);
    }

    private static boolean decodeBinary(byte[] wire, int from, int to, PacketReceiver receiver) {
        return from < to && wire[from] == MESSAGE
                ? onMessage(Arrays.copyOfRange(wire, from + 1, to), receiver)
                : onControl(from < to ? wire[from] : -1, receiver);
    }

    private static boolean onMessage(byte[] message, PacketReceiver receiver) {
        receiver.onMessage(message);
        return true;
    }

    private static boolean onControl(int type, PacketReceiver receiver) {
        switch (type) {
            case 3 -> receiver.onPong();
            case 2 -> receiver.onPing();
            case 1 -> receiver.onClosePacket();
            case 0, 5, 6 -> {}
            default -> {
                receiver.onMalformed();
                return false;
            }
        }
        return true;
    }

    @Override
    public byte[] toBinaryFrame(byte[] message) {
        byte[] frame = new byte[message.length + 1];
        frame[0] = MESSAGE;
        System.arraycopy(message, 0, frame, 1, message.length);
        return frame;
    }

    @Override
    public String toTextFrame(byte[] message) {
        return "b4" + Base64.getEncoder().encodeToString(message);
    }

    // ---- Payloads from the client

    @Override
    public boolean takesPayload(@Nullable String contentType) {
        return true;
    }

    @Override
    public void decodePayload(byte[] body, @Nullable String contentType, PacketReceiver receiver) {
        if (body.length == 0) {
            receiver.onMalformed();
        } else if (BINARY_TYPE.equals(contentType)) {
            decodeBinaryPayload(body, receiver);
        } else {
            decodeTextPayload(new String(body, StandardCharsets.UTF_8), receiver);
        }
    }

    private void decodeTextPayload(String payload, PacketReceiver receiver) {
        int at = 0;
        while (at < payload.length()) {
            long length = 0;
            int digits = at;
            while (at < payload.length() && at - digits <= MAX_DIGITS && isDigit(payload.charAt(at))) {
                length = length * 10 + payload.charAt(at++) - '0';
            }
            boolean hasLength = at > digits && at < payload.length() && payload.charAt(at++) == ':';
            if (!hasLength || length > payload.length() - at) {
                receiver.onMalformed();
                return;
            }
            int end = at + (int) length;
            // The reference server encodes a payload without packets as "0:".
            if (length > 0 && !decodeText(payload, at, end, receiver)) {
                return;
            }
            at = end;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void decodeBinaryPayload(byte[] payload, PacketReceiver receiver) {
        int at = 0;
        while (at < payload.length) {
            byte kind = payload[at++];
            long length = 0;
            int digits = at;
            while (at < payload.length && at - digits <= MAX_DIGITS && payload[at] >= 0 && payload[at] <= 9) {
                length = length * 10 + payload[at++];
            }
            boolean hasLength = at > digits && at < payload.length && payload[at++] == END_OF_LENGTH;
            boolean hasKind = kind == TEXT_PACKET || kind == BINARY_PACKET;
            if (!hasLength || !hasKind || length > payload.length - at) {
                receiver.onMalformed();
                return;
            }
            int end = at + (int) length;
            if (!decodePacket(kind, payload, at, end, receiver)) {
                return;
            }
            at = end;
        }
    }

    private boolean decodePacket(byte kind, byte[] payload, int from, int to, PacketReceiver receiver) {
        if (kind == BINARY_PACKET) {
            return decodeBinary(payload, from, to, receiver);
        }
        String text = new String(payload, from, to - from, StandardCharsets.UTF_8);
        return decodeText(text, 0, text.length(), receiver);
    }

    // ---- Payloads to the client

    @Override
    public Payload encodePayload(List<OutboundPacket> packets) {
        return this == BINARY && hasBinary(packets) ? encodeBinaryPayload(packets) : encodeTextPayload(packets);
    }

    private static boolean hasBinary(List<OutboundPacket> packets) {
        for (int i = 0; i < packets.size(); i++) {
            if (packets.get(i).binary() != null) {
                return true;
            }
        }
        return false;
    }

    private Payload encodeTextPayload(List<OutboundPacket> packets) {
        long length = 0;
        for (int i = 0; i < packets.size(); i++) {
            length += encodedLength(packets.get(i));
        }
        StringBuilder payload = new StringBuilder((int) Math.min(length, Integer.MAX_VALUE - 16));
        for (int i = 0; i < packets.size(); i++) {
            byte[] binary = packets.get(i).binary();
            String packet =
                    binary == null ? Objects.requireNonNull(packets.get(i).text()) : toTextFrame(binary);
            payload.append(packet.length()).append(':').append(packet);
        }
        return new Payload(payload.toString().getBytes(StandardCharsets.UTF_8), TEXT_TYPE);
    }

    private static Payload encodeBinaryPayload(List<OutboundPacket> packets) {
        byte[][] contents = new byte[packets.size()][];
        long length = 0;
        for (int i = 0; i < contents.length; i++) {
            String text = packets.get(i).text();
            byte[] content = text == null
                    ? Objects.requireNonNull(packets.get(i).binary())
                    : text.getBytes(StandardCharsets.UTF_8);
            contents[i] = content;
            length += binaryHeadLength(content.length + 1) + 1L + content.length;
        }
        ByteBuffer payload = ByteBuffer.allocate(Math.toIntExact(length));
        for (int i = 0; i < contents.length; i++) {
            boolean isText = packets.get(i).text() != null;
            putHead(payload, isText ? TEXT_PACKET : BINARY_PACKET, contents[i].length + (isText ? 0 : 1));
            if (!isText) {
                payload.put(MESSAGE);
            }
            payload.put(contents[i]);
        }
        return new Payload(Arrays.copyOf(payload.array(), payload.position()), BINARY_TYPE);
    }

    private static void putHead(ByteBuffer payload, byte kind, int length) {
        payload.put(kind);
        String digits = Integer.toString(length);
        for (int i = 0; i < digits.length(); i++) {
            payload.put((byte) (digits.charAt(i) - '0'));
        }
        payload.put(END_OF_LENGTH);
    }

    /** Returns how many bytes precede a packet of this length. */
    private static int binaryHeadLength(int length) {
        return 2 + Integer.toString(length).length();
    }

    /** Includes the length before the packet: the reader of a payload cannot do without. */
    @Override
    public long encodedLength(OutboundPacket packet) {
        String text = packet.text();
        if (text != null) {
            return text.length() + (long) binaryHeadLength(text.length());
        }
        int bytes = Objects.requireNonNull(packet.binary()).length;
        long content = this == BINARY ? 1L + bytes : 2 + (bytes + 2L) / 3 * 4;
        return content + binaryHeadLength((int) Math.min(content, Integer.MAX_VALUE));
    }
}
