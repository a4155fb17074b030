package io.socketio.jakarta.internal.engine.packet;

import io.socketio.jakarta.internal.engine.port.SendCallback;
import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Turns packets into the messages that carry them on one WebSocket connection.
 *
 * @param binaryAsText whether binary messages are sent as base64 text ({@code b64=1})
 */
public record WireForm(ProtocolRevision revision, boolean binaryAsText) {

    /** Sends the packets: all of them at once, or the only one if the link sends no batches. */
    public void send(WebSocketLink link, List<OutboundPacket> packets, SendCallback callback) {
        List<OutboundPacket> messages = of(packets);
        if (messages.size() > 1 || link.sendsBatches()) {
            link.sendAll(messages, callback);
            return;
        }
        OutboundPacket message = messages.get(0);
        String text = message.text();
        if (text != null) {
            link.sendText(text, callback);
        } else {
            link.sendBinary(Objects.requireNonNull(message.binary()), callback);
        }
    }

    /** Returns the packet itself, which keeps its frame, unless the revision or the client wants binary data in another form. */
    private OutboundPacket of(OutboundPacket packet) {
        byte[] binary = packet.binary();
        if (binary == null) {
            return packet;
        }
        if (binaryAsText) {
            return new OutboundPacket(revision.toTextFrame(binary), null, packet.compress());
        }
        byte[] message = revision.toBinaryFrame(binary);
        return message == binary ? packet : new OutboundPacket(null, message, packet.compress());
    }

    private List<OutboundPacket> of(List<OutboundPacket> packets) {
        if (packets.size() == 1) {
            OutboundPacket packet = packets.get(0);
            OutboundPacket message = of(packet);
            return message == packet ? packets : List.of(message);
        }
        List<OutboundPacket> messages = new ArrayList<>(packets.size());
        for (int i = 0; i < packets.size(); i++) {
            messages.add(of(packets.get(i)));
        }
        return messages;
    }
}
