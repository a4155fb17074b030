package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns packets into the messages that carry them on one WebSocket connection.
 *
 * @param binaryAsText whether binary messages are sent as base64 text ({@code b64=1})
 */
record WireForm(ProtocolRevision revision, boolean binaryAsText) {

    /** Returns the packet itself, which keeps its frame, unless the revision or the client wants binary data in another form. */
    OutboundPacket of(OutboundPacket packet) {
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

    List<OutboundPacket> of(List<OutboundPacket> packets) {
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
