package io.socketio.jakarta.internal.core.monitor;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Client;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens in a server; one per server, given at its creation. Every method does nothing by default.
 *
 * <p>Calls come from any thread, several at a time, and never under a lock of the library. They come while a message is on its way: implementations
 * neither block nor throw, and hand what takes longer to a thread of their own. Arguments are payload; what is shown or logged is the implementation's
 * responsibility. Rooms are told to {@link io.socketio.jakarta.RoomListener}, new namespaces to {@code SocketIoServer.onNewNamespace}.
 */
public interface ServerMonitor {

    /** Ignores everything. */
    ServerMonitor NONE = new ServerMonitor() {};

    // ---- Connections: one Engine.IO session each

    /** The connection has no socket yet. */
    default void onConnectionOpened(Client client) {}

    /** The connection has moved from polling to WebSocket. */
    default void onConnectionUpgraded(Client client) {}

    /** @param reason the text of the reference, for example {@code ping timeout} */
    default void onConnectionClosed(Client client, String reason) {}

    /**
     * A request was refused: it opened no connection, or did not belong to one.
     *
     * @param code of Engine.IO, 0 to 5
     */
    default void onRequestRefused(int code, String message) {}

    // ---- Engine.IO messages, both directions; heartbeats and other packets of the engine are not messages

    /** @param message without the Engine.IO type */
    default void onReceived(Client client, String message) {}

    /** @param message not a copy */
    default void onReceived(Client client, byte[] message) {}

    /** The messages of one Socket.IO packet were queued for this client. Text begins with the Engine.IO type. */
    default void onSent(Client client, List<OutboundPacket> messages) {}

    // ---- Sockets

    /** The socket has joined its namespace and is in its own room; its connection listeners are about to run. */
    default void onSocketConnected(Socket socket) {}

    /** CONNECT was answered with an error. */
    default void onSocketRefused(Client client, String namespace, String message) {}

    /** The socket has ended and left all rooms; its disconnect listeners have not run yet. Not called for a socket that was never connected. */
    default void onSocketDisconnected(Socket socket, DisconnectReason reason) {}

    // ---- Events and acknowledgements

    /** An event has come, before it waits for its listeners. @param arguments bound when asked for, which costs time */
    default void onEventReceived(Socket socket, String event, Arguments arguments) {}

    /** An event goes out to this socket; a broadcast is told once for each recipient. @param args not a copy */
    default void onEventSent(Socket socket, String event, @Nullable Object[] args) {}

    /** The client has acknowledged an event of the server. */
    default void onAckReceived(Socket socket) {}

    /** The server has acknowledged an event of the client. */
    default void onAckSent(Socket socket) {}
}
