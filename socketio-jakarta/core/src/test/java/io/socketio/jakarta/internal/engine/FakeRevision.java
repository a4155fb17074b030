package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.PacketReceiver;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Another revision, much like Engine.IO 3: the client pings, binary frames begin with the type, payloads are packets with their length before them. */
final class FakeRevision implements ProtocolRevision {

    @Override
    public int number() {
        return 3;
    }

    @Override
    public boolean clientPings() {
        return true;
    }

    @Override
    public boolean decodeText(String wire, int from, int to, PacketReceiver receiver) {
        switch (from == to ? ' ' : wire.charAt(from)) {
            case '4' -> receiver.onMessage(wire.substring(from + 1, to));
            case 'b' -> receiver.onMessage(Base64.getDecoder().decode(wire.substring(from + 2, to)));
            case '3' -> receiver.onPong();
            case '2' -> receiver.onPing();
            case '1' -> receiver.onClosePacket();
            default -> {
                receiver.onMalformed();
                return false;
            }
        }
        return true;
    }

    @Override
    public void decodeBinary(byte[] frame, PacketReceiver receiver) {
        if (frame.length == 0 || frame[0] != 4) {
            receiver.onMalformed();
        } else {
            receiver.onMessage(Arrays.copyOfRange(frame, 1, frame.length));
        }
    }

    @Override
    public byte[] toBinaryFrame(byte[] message) {
        byte[] frame = new byte[message.length + 1];
        frame[0] = 4;
        System.arraycopy(message, 0, frame, 1, message.length);
        return frame;
    }

    @Override
    public String toTextFrame(byte[] message) {
        return "b4" + Base64.getEncoder().encodeToString(message);
    }

    @Override
    public boolean takesPayload(String contentType) {
        return true;
    }

    @Override
    public void decodePayload(byte[] body, String contentType, PacketReceiver receiver) {
        String payload = new String(body, StandardCharsets.UTF_8);
        int at = 0;
        while (at < payload.length()) {
            int colon = payload.indexOf(':', at);
            int end = colon < 0 ? -1 : colon + 1 + Integer.parseInt(payload.substring(at, colon));
            if (end < 0 || end > payload.length()) {
                receiver.onMalformed();
                return;
            }
            if (!decodeText(payload, colon + 1, end, receiver)) {
                return;
            }
            at = end;
        }
    }

    @Override
    public Payload encodePayload(List<OutboundPacket> packets) {
        StringBuilder payload = new StringBuilder();
        for (OutboundPacket packet : packets) {
            String text = packet.text() != null ? packet.text() : toTextFrame(packet.binary());
            payload.append(text.length()).append(':').append(text);
        }
        return new Payload(payload.toString().getBytes(StandardCharsets.UTF_8), "text/x-lengths");
    }

    @Override
    public long encodedLength(OutboundPacket packet) {
        return packet.text() != null ? packet.text().length() : packet.binary().length * 2L;
    }
}
