package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.internal.core.monitor.ServerMonitor;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.NamespaceSlot;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.CloseReason;
import io.socketio.jakarta.internal.engine.SessionListener;
import io.socketio.jakarta.internal.engine.http.PostedMessage;
import io.socketio.jakarta.internal.engine.http.PostedRequest;
import io.socketio.jakarta.internal.engine.memory.Reservation;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketException;
import io.socketio.jakarta.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The way in of one connection: decodes packets on the container's thread and hands them to the socket of their namespace. Messages come one at a time.
 */
final class IncomingPackets implements SessionListener {

    private final ClientConnection connection;
    private final NamespaceSlots slots;
    private final ServerContext context;
    private final ServerMonitor monitor;

    // Touched by one message call at a time.
    private final Parser.Decoder decoder;
    /** Null without a limit. */
    private final @Nullable MessageRate rate;

    private boolean isIncomplete;
    /** The POST that has brought the current message; null over WebSocket. */
    private @Nullable PostedRequest post;
    /** A packet whose attachments have not come; null before the first. */
    private @Nullable Reservation incomplete;

    IncomingPackets(ClientConnection connection, NamespaceSlots slots, ServerContext context) {
        this.connection = connection;
        this.slots = slots;
        this.context = context;
        this.monitor = context.monitor();
        this.decoder = context.newDecoder();
        int most = context.options().limits().maxEventsPerSecond();
        this.rate = most == 0 ? null : new MessageRate(most, context.nanoTime());
    }

    /** To be called before the first message. */
    void joinImplicitly() {
        Packet.Connect connect = connection.revision().implicitConnect();
        if (connect != null && !connection.joins().onConnect(connect)) {
            onTooMuch("the opening of " + connection);
        }
    }

    @Override
    public void onText(String message) {
        onText(message, 0);
    }

    /** Nobody but the decoder needs the message, as a rule; it knows where the message begins. */
    @Override
    public void onFrame(String frame) {
        if (monitor == ServerMonitor.NONE && connection.listeners().isEmpty()) {
            onText(frame, 1);
        } else {
            onText(frame.substring(1), 0);
        }
    }

    /** @param from 1 if the Engine.IO type is still there; then nobody is told of the text */
    private void onText(String message, int from) {
        if (connection.isClosed() || !isInTime()) {
            return;
        }
        try {
            if (from == 0) {
                monitor.onReceived(connection, message);
                connection.listeners().onMessage(message);
            }
            onPacket(decoder.onText(message, from), message.length() - from);
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
            connection.listeners().onMessage(message);
            onPacket(decoder.onBinary(message), message.length);
        } catch (PacketException e) {
            connection.onUndecodable(e);
        } catch (Throwable t) {
            connection.onError("a packet", "", t);
        }
    }

    @Override
    public void onPosted(PostedMessage posted) {
        post = posted.request();
        try {
            SessionListener.super.onPosted(posted);
        } finally {
            post = null;
        }
    }

    /** The attachments of an event belong to its text, so only texts are counted. */
    private boolean isInTime() {
        if (rate == null || rate.onMessage()) {
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
        connection.listeners().onUpgrade();
    }

    @Override
    public void onControlPacket(char type, boolean received) {
        connection.listeners().onControlPacket(type, received);
    }

    @Override
    public void onUpgrading() {
        connection.listeners().onUpgrading();
    }

    @Override
    public void onDrain() {
        connection.onDrained();
    }

    /** Half a packet is forgotten: no more will come. */
    @Override
    public void onClose(CloseReason reason, @Nullable String description) {
        try {
            decoder.reset();
            releaseIncomplete();
        } finally {
            connection.onClosed(reason);
            connection.listeners().onClose(reason.text());
        }
    }

    @Override
    public void onCut() {
        connection.onCut();
    }

    private void onPacket(@Nullable Packet packet, int length) throws PacketException {
        if (packet == null) {
            onIncomplete();
            return;
        }
        if (isIncomplete) {
            isIncomplete = false;
            incomplete().resize(0);
        }
        SocketIoRevision revision = connection.revision();
        NamespaceSlot slot = slots.find(revision.namespaceOf(packet));
        if (packet instanceof Packet.Connect connect) {
            if (slot != null) {
                onViolation("CONNECT to a namespace that is connected or connecting");
            } else if (length > context.options().maxConnectBytes()) {
                onViolation("CONNECT of " + length + " characters (SocketIoOptions.maxConnectBytes)");
            } else if (!connection.joins().onConnect(revision.toConnect(connect))) {
                onTooMuch("CONNECT of " + connection);
            }
            return;
        }
        if (!(slot instanceof CoreSocket socket)) {
            onViolation("packet for a namespace that is not connected");
        } else if (socket.isConnected()) {
            onPacket(socket, packet);
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

    /** Attachments follow. They belong to a namespace, so a client that is in none is not waited for. */
    private void onIncomplete() {
        if (!slots.hasConnected()) {
            onViolation("packet for a namespace that is not connected");
            return;
        }
        isIncomplete = true;
        if (!incomplete().resize(decoder.retainedBytes())) {
            onTooMuch("an incomplete packet of " + connection);
        }
    }

    private Reservation incomplete() {
        Reservation present = incomplete;
        if (present == null) {
            present = new Reservation(connection.memory());
            incomplete = present;
        }
        return present;
    }

    /** The connection is closed, so nothing is reserved any more. */
    private void releaseIncomplete() {
        Reservation present = incomplete;
        if (present != null) {
            present.release();
        }
    }

    private void onPacket(CoreSocket socket, Packet packet) throws PacketException {
        if (packet instanceof Packet.Event event) {
            checkName(event.name());
            if (!socket.offer(event, post)) {
                onTooMuch(socket.toString());
            }
        } else if (packet instanceof Packet.Ack ack) {
            if (!socket.onAck(ack)) {
                onTooMuch(socket.toString());
            }
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

    /** @param what something waits for */
    private void onTooMuch(String what) {
        context.operatorLog()
                .mailboxFull(
                        what,
                        "the limit is " + context.options().maxPendingEvents() + " events of one socket"
                                + " (SocketIoOptions.maxPendingEvents, unless the namespace has its own) or "
                                + context.options().maxPendingBytes()
                                + " bytes of one connection (maxPendingBytes)");
        decoder.reset();
        releaseIncomplete();
        connection.closeByServer(true);
    }
}
