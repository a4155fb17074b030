package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.NamespaceSlot;
import io.socketio.jakarta.internal.protocol.Packet;
import io.socketio.jakarta.internal.protocol.PacketDecoder;
import io.socketio.jakarta.internal.protocol.PacketException;
import io.socketio.jakarta.options.SocketIoOptions;
import org.jspecify.annotations.Nullable;

/**
 * The way in of one connection: decodes packets on the container's thread and hands them to the socket of their namespace. Messages come one at a time.
 */
final class IncomingPackets {

    private final ClientConnection connection;
    private final NamespaceSlots slots;
    private final NamespaceJoins joins;

    // Touched by one message call at a time.
    private final PacketDecoder decoder;
    private int binaryBytes;

    IncomingPackets(ClientConnection connection, NamespaceSlots slots, NamespaceJoins joins, SocketIoOptions options) {
        this.connection = connection;
        this.slots = slots;
        this.joins = joins;
        int maxAttachments = options.maxAttachments();
        this.decoder = new PacketDecoder(maxAttachments, (long) options.maxPayloadBytes() * maxAttachments);
    }

    void onText(String message) {
        try {
            binaryBytes = 0;
            onPacket(decoder.onText(message, 0), message.length());
        } catch (PacketException e) {
            connection.onUndecodable(e);
        }
    }

    void onBinary(byte[] message) {
        try {
            binaryBytes += message.length;
            onPacket(decoder.onBinary(message), binaryBytes);
        } catch (PacketException e) {
            connection.onUndecodable(e);
        }
    }

    /** Forgets half a packet: no more will come. */
    void reset() {
        decoder.reset();
    }

    private void onPacket(@Nullable Packet packet, int weight) {
        if (packet == null) {
            return;
        }
        NamespaceSlot slot = slots.find(packet.namespace());
        if (packet instanceof Packet.Connect connect) {
            if (slot != null) {
                connection.onViolation("CONNECT to a namespace that is connected or connecting");
            } else {
                joins.onConnect(connect);
            }
            return;
        }
        if (!(slot instanceof CoreSocket socket)) {
            connection.onViolation("packet for a namespace that is not connected");
        } else if (socket.isConnected()) {
            onPacket(socket, packet, weight);
        } else if (!socket.isEnded()) {
            connection.onViolation("packet for a namespace that is still connecting");
        }
    }

    private void onPacket(CoreSocket socket, Packet packet, int weight) {
        if (packet instanceof Packet.Event event) {
            if (!socket.offer(event, weight)) {
                connection.onMailboxFull(socket);
            }
        } else if (packet instanceof Packet.Ack ack) {
            socket.onAck(ack);
        } else if (packet instanceof Packet.Disconnect) {
            socket.end(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT, null, false);
        } else {
            connection.onViolation("CONNECT_ERROR from a client");
        }
    }
}
