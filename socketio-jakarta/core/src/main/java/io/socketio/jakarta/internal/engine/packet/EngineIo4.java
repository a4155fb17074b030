package io.socketio.jakarta.internal.engine.packet;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Engine.IO 4. A packet as text is a type digit followed by the data, or {@code b} followed by a binary message in base64. A binary frame is a binary
 * message. A payload consists of packets as text, separated by the record separator U+001E.
 */
public enum EngineIo4 implements ProtocolRevision {
    INSTANCE;

    private static final char SEPARATOR = '\u001e';
    private static final String TEXT = "text/plain; charset=UTF-8";

    @Override
    public int number() {
        return 4;
    }

    @Override
    public boolean clientPings() {
        return false;
    }

    @Override
    public void decodeBinary(byte[] frame, PacketReceiver receiver) {
        receiver.onMessage(frame);
    }

    @Override
    public byte[] toBinaryFrame(byte[] message) {
        return message;
    }

    @Override
    public String toTextFrame(byte[] message) {
        return "b" + Base64.getEncoder().encodeToString(message);
    }

    /** Refuses, like the reference server, only the content type of binary payloads in revision 3. */
    @Override
    public boolean takesPayload(@Nullable String contentType) {
        return !"application/octet-stream".equals(contentType);
    }

    @Override
    public void decodePayload(byte[] body, @Nullable String contentType, PacketReceiver receiver) {
        String payload = new String(body, StandardCharsets.UTF_8);
        int from = 0;
        while (true) {
            int end = payload.indexOf(SEPARATOR, from);
            int to = end < 0 ? payload.length() : end;
            if (!decodeText(payload, from, to, receiver) || end < 0) {
                return;
            }
            from = end + 1;
        }
    }

    @Override
    public boolean decodeText(String wire, int from, int to, PacketReceiver receiver) {
        if (from == to) {
            receiver.onMalformed();
            return false;
        }
        switch (wire.charAt(from)) {
            case '4' -> receiver.onMessage(wire.substring(from + 1, to));
            case 'b' -> receiver.onMessage(LenientBase64.decode(wire, from + 1, to));
            case '3' -> receiver.onPong();
            case '2' -> receiver.onPing();
            case '1' -> receiver.onClosePacket();
            case '0', '5', '6' -> {}
            default -> {
                receiver.onMalformed();
                return false;
            }
        }
        return true;
    }

    @Override
    public Payload encodePayload(List<OutboundPacket> packets) {
        if (packets.size() == 1) {
            return toPayload(toText(packets.get(0)));
        }
        long length = packets.size();
        for (OutboundPacket packet : packets) {
            length += encodedLength(packet);
        }
        StringBuilder payload = new StringBuilder((int) Math.min(length, Integer.MAX_VALUE - 16));
        for (int i = 0; i < packets.size(); i++) {
            if (i > 0) {
                payload.append(SEPARATOR);
            }
            payload.append(toText(packets.get(i)));
        }
        return toPayload(payload.toString());
    }

    @Override
    public long encodedLength(OutboundPacket packet) {
        String text = packet.text();
        return text != null ? text.length() : 1 + (Objects.requireNonNull(packet.binary()).length + 2L) / 3 * 4;
    }

    private String toText(OutboundPacket packet) {
        String text = packet.text();
        return text != null ? text : toTextFrame(Objects.requireNonNull(packet.binary()));
    }

    private static Payload toPayload(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8), TEXT);
    }
}
