package io.socketio.jakarta.internal.core.monitor;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Client;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of a server; one per server, set when the server is created. Every method does nothing by default.
 *
 * <p>Calls are made from any thread, concurrently, and never under a lock of the library. They are made while a message is being processed:
 * implementations must not block or throw, and must move longer work to their own thread. Arguments contain payload; the implementation is
 * responsible for what it shows or logs. Room events are reported to {@link io.socketio.jakarta.RoomListener}, new namespaces to {@code
 * SocketIoServer.onNewNamespace}.
 */
public interface ServerMonitor {

    /** A monitor that ignores all events. */
    ServerMonitor NONE = new ServerMonitor() {};

    // ---- Connections: one Engine.IO session each

    /** Called when a connection has opened; it has no socket yet. */
    default void onConnectionOpened(Client client) {}

    /** Called when the connection has moved from polling to WebSocket. */
    default void onConnectionUpgraded(Client client) {}

    /**
     * Called when a connection has closed.
     *
     * @param reason the text of the reference server, for example {@code ping timeout}
     */
    default void onConnectionClosed(Client client, String reason) {}

    /**
     * Called when more waits in the server than may, so that the connection for which the most waits is closed; also if it has closed already, and
     * messages of it still wait. {@code Engine.waitingBytes} tells how much waits in the server.
     *
     * @param waitingBytes memory that its messages occupy, incoming and outgoing
     */
    default void onConnectionCut(Client client, long waitingBytes) {}

    /**
     * Called when a request was refused: it opened no connection, or did not belong to one.
     *
     * @param code the Engine.IO error code, 0 to 5
     */
    default void onRequestRefused(int code, String message) {}

    // ---- Engine.IO messages, both directions; heartbeats and other packets of the engine are not messages

    /**
     * Called when a text message has been received.
     *
     * @param message without the Engine.IO type
     */
    default void onReceived(Client client, String message) {}

    /**
     * Called when a binary message has been received.
     *
     * @param message not a copy
     */
    default void onReceived(Client client, byte[] message) {}

    /** Called when the messages of one Socket.IO packet were queued for this client. Text starts with the Engine.IO type. */
    default void onSent(Client client, List<OutboundPacket> messages) {}

    // ---- Sockets

    /** Called when the socket has joined its namespace and its own room, before its connection listeners run. */
    default void onSocketConnected(Socket socket) {}

    /** Called when the server has responded to CONNECT with an error. */
    default void onSocketRefused(Client client, String namespace, String message) {}

    /** Called when the socket has ended and left all rooms, before its disconnect listeners run. Not called for a socket that was never connected. */
    default void onSocketDisconnected(Socket socket, DisconnectReason reason) {}

    // ---- Events and acknowledgements

    /**
     * Called when an event has been received, before it is queued for its listeners.
     *
     * @param arguments bound on access, which takes time
     */
    default void onEventReceived(Socket socket, String event, Arguments arguments) {}

    /**
     * Called when an event is sent to this socket; for a broadcast, once per recipient.
     *
     * @param args not a copy
     */
    default void onEventSent(Socket socket, String event, @Nullable Object[] args) {}

    /** Called when the client has acknowledged an event of the server. */
    default void onAckReceived(Socket socket) {}

    /** Called when the server has acknowledged an event of the client. */
    default void onAckSent(Socket socket) {}
}
