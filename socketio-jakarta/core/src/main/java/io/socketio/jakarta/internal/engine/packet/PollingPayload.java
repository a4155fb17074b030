package io.socketio.jakarta.internal.engine.packet;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Engine.IO 4 payloads: packets joined by the record separator U+001E, binary messages as {@code b} and padded base64. Decoding is linear, in order,
 * and ends at the first thing that is no packet; the size of the input was bounded when it was read.
 */
public final class PollingPayload {

    private static final char SEPARATOR = '\u001e';

    private PollingPayload() {}

    public static byte[] encode(List<OutboundPacket> packets) {
        if (packets.size() == 1) {
            return encodeText(packets.get(0)).getBytes(StandardCharsets.UTF_8);
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
            payload.append(encodeText(packets.get(i)));
        }
        return payload.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The packet as text, where the transport or the client takes no binary. */
    public static String encodeText(OutboundPacket packet) {
        String text = packet.text();
        return text != null ? text : "b" + Base64.getEncoder().encodeToString(Objects.requireNonNull(packet.binary()));
    }

    /** Characters that the packet takes in a payload (of ASCII text that is bytes). */
    static long encodedLength(OutboundPacket packet) {
        String text = packet.text();
        return text != null ? text.length() : 1 + (Objects.requireNonNull(packet.binary()).length + 2L) / 3 * 4;
    }

    public static void decode(byte[] body, PacketReceiver receiver) {
        String payload = new String(body, StandardCharsets.UTF_8);
        int from = 0;
        while (true) {
            int end = payload.indexOf(SEPARATOR, from);
            int to = end < 0 ? payload.length() : end;
            if (!PacketCodec.decode(payload, from, to, receiver) || end < 0) {
                return;
            }
            from = end + 1;
        }
    }
}
