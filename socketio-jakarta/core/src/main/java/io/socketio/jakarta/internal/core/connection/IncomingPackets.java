package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.internal.core.monitor.ServerMonitor;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.NamespaceSlot;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.CloseReason;
import io.socketio.jakarta.internal.engine.SessionListener;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.protocol.Packet;
import io.socketio.jakarta.internal.protocol.PacketException;
import io.socketio.jakarta.internal.protocol.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The way in of one connection: decodes packets on the container's thread and hands them to the socket of their namespace. Messages come one at a time.
 */
final class IncomingPackets implements SessionListener {

    private final ClientConnection connection;
    private final NamespaceSlots slots;
    private final NamespaceJoins joins;
    private final ServerContext context;
    private final ServerMonitor monitor;

    // Touched by one message call at a time.
    private final Parser.Decoder decoder;
    private int binaryBytes;
    private final MessageRate rate;

    IncomingPackets(ClientConnection connection, NamespaceSlots slots, NamespaceJoins joins, ServerContext context) {
        this.connection = connection;
        this.slots = slots;
        this.joins = joins;
        this.context = context;
        this.monitor = context.monitor();
        this.decoder = context.newDecoder();
        this.rate = new MessageRate(context.options().limits().maxEventsPerSecond(), context.nanoTime());
    }

    @Override
    public void onText(String message) {
        if (connection.isClosed() || !isInTime()) {
            return;
        }
        try {
            monitor.onReceived(connection, message);
            binaryBytes = 0;
            onPacket(decoder.onText(message, 0), message.length());
        } catch (PacketException e) {
            connection.onUndecodable(e);
        } catch (Throwable t) {
            connection.onError("a packet", "", t);
        }
    }

    @Override
    public void onBinary(byte[] message) {
        if (connection.isClosed()) {
            return;
        }
        try {
            monitor.onReceived(connection, message);
            binaryBytes += message.length;
            onPacket(decoder.onBinary(message), binaryBytes);
        } catch (PacketException e) {
            connection.onUndecodable(e);
        } catch (Throwable t) {
            connection.onError("a packet", "", t);
        }
    }

    /** The attachments of an event belong to its text, so only texts are counted. */
    private boolean isInTime() {
        if (rate.onMessage()) {
            return true;
        }
        context.operatorLog()
                .tooManyEvents(connection.toString(), context.options().limits().maxEventsPerSecond());
        connection.closeByServer(true);
        return false;
    }

    @Override
    public void onUpgrade() {
        monitor.onConnectionUpgraded(connection);
    }

    @Override
    public void onDrain() {
        connection.onDrain();
    }

    /** Half a packet is forgotten: no more will come. */
    @Override
    public void onClose(CloseReason reason, @Nullable String description) {
        try {
            decoder.reset();
        } finally {
            connection.onClosed(reason);
        }
    }

    private void onPacket(@Nullable Packet packet, int weight) throws PacketException {
        if (packet == null) {
            return;
        }
        NamespaceSlot slot = slots.find(packet.namespace());
        if (packet instanceof Packet.Connect connect) {
            if (slot != null) {
                onViolation("CONNECT to a namespace that is connected or connecting");
            } else {
                joins.onConnect(connect);
            }
            return;
        }
        if (!(slot instanceof CoreSocket socket)) {
            onViolation("packet for a namespace that is not connected");
        } else if (socket.isConnected()) {
            onPacket(socket, packet, weight);
        } else if (!socket.isEnded()) {
            onViolation("packet for a namespace that is still connecting");
        }
    }

    /** Names of events are kept for as long as somebody asks for them, in metrics for example. */
    private void checkName(String event) throws PacketException {
        int limit = context.options().maxEventNameLength();
        if (event.length() > limit) {
            throw new PacketException("the name of an event has " + event.length() + " characters, limit is " + limit
                    + " (SocketIoOptions.maxEventNameLength)");
        }
    }

    private void onPacket(CoreSocket socket, Packet packet, int weight) throws PacketException {
        if (packet instanceof Packet.Event event) {
            checkName(event.name());
            if (!socket.offer(event, weight)) {
                onMailboxFull(socket);
            }
        } else if (packet instanceof Packet.Ack ack) {
            socket.onAck(ack);
        } else if (packet instanceof Packet.Disconnect) {
            socket.end(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT, null, false);
        } else {
            onViolation("CONNECT_ERROR from a client");
        }
    }

    private void onViolation(String what) {
        Loggers.SOCKET.log(System.Logger.Level.DEBUG, "{0} violated the protocol: {1}", connection, what);
        connection.closeByServer(false);
    }

    private void onMailboxFull(CoreSocket socket) {
        context.operatorLog()
                .mailboxFull(
                        socket.toString(),
                        "the limit is " + socket.options().maxPendingEvents() + " events or "
                                + socket.options().maxPendingChars()
                                + " characters (SocketIoOptions.maxPendingEvents, maxPendingChars)");
        connection.closeByServer(true);
    }
}
