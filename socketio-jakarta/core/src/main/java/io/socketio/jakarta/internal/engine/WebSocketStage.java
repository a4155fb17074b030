package io.socketio.jakarta.internal.engine;

/**
 * What a WebSocket connection is at the moment: a handshake, a candidate for an upgrade, one that is turned away, or the transport of a session. All
 * calls but those about writes come one at a time.
 */
interface WebSocketStage {

    void onOpen(WebSocketTransport socket);

    default void onText(WebSocketTransport socket, String frame) {}

    default void onBinary(WebSocketTransport socket, byte[] frame) {}

    /** The connection has failed, or a message was too large. */
    default void onFailed(WebSocketTransport socket, Throwable cause) {}

    default void onWriteFailed(WebSocketTransport socket, Throwable cause) {}

    /** A write has not completed within {@link EngineOptions#writeTimeout()}. */
    default void onWriteStuck(WebSocketTransport socket) {}

    default void onClosed(WebSocketTransport socket) {}
}
