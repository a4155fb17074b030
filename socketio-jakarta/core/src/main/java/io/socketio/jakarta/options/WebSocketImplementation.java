package io.socketio.jakarta.options;

/**
 * What carries WebSocket connections.
 *
 * @since 0.1
 */
public enum WebSocketImplementation {
    /** The container's Jakarta WebSocket, on every container. */
    ENDPOINT,
    /** The servlet upgrades the connection itself and reads and writes the frames: faster, on containers that support it. */
    UPGRADE,
    /** {@link #UPGRADE} on containers where it is known to work completely, otherwise {@link #ENDPOINT}. */
    AUTO
}
