package io.socketio.jakarta.engine;

/**
 * Listens to the packets and the transport of one connection, below its sockets: the events of an engine socket of the reference server. Every method does
 * nothing by default.
 *
 * <p>Calls are made while a packet is being processed, on the thread that does so: they must not block. Calls for received messages come one at a time and
 * in order; others may come at the same time. What a listener throws is logged; an {@link Error} ends the connection.
 *
 * @see EngineConnection#listen
 * @since 0.1
 */
public interface ConnectionListener {

    /** Called when a message, ping, pong or close packet has been received, before it is handled ({@code packet}). */
    default void onPacket(EnginePacket packet) {}

    /** Called before a message, ping or pong is queued for the client ({@code packetCreate}). */
    default void onPacketCreate(EnginePacket packet) {}

    /** Called when the client has answered a ping, or sent one in revision 3 of the protocol ({@code heartbeat}). */
    default void onHeartbeat() {}

    /** Called when everything that was queued has been handed to the transport ({@code drain}). */
    default void onDrain() {}

    /** Called when the client has begun to move to WebSocket ({@code upgrading}). */
    default void onUpgrading() {}

    /** Called when the connection has moved to WebSocket ({@code upgrade}). */
    default void onUpgrade() {}

    /**
     * Called when the connection has closed, once ({@code close}). Disconnect listeners of its sockets may run later.
     *
     * @param reason {@code transport error}, {@code transport close}, {@code forced close}, {@code ping timeout} or {@code parse error}
     */
    default void onClose(String reason) {}
}
