package io.socketio.jakarta.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The current role of a WebSocket connection: a handshake, a candidate for an upgrade, a refused connection, or the transport of a session. All calls
 * are made one at a time, except those about writes.
 */
interface WebSocketStage {

    void onOpen(WebSocketTransport socket);

    /** Returns what the session may keep; null while there is no session. */
    default @Nullable SessionMemory memory() {
        return null;
    }

    /** See {@link io.socketio.jakarta.internal.engine.port.WebSocketListener#onBatch}. */
    default void onBatch(boolean begins) {}

    default void onText(WebSocketTransport socket, String frame) {}

    default void onBinary(WebSocketTransport socket, byte[] frame) {}

    /** Called when the connection has failed or a message was too large. */
    default void onFailed(WebSocketTransport socket, Throwable cause) {}

    /** Called when the handling of an event of this connection has failed. */
    default void onThrown(WebSocketTransport socket, Throwable cause) {
        EngineServer.LOG.log(System.Logger.Level.ERROR, "a WebSocket handshake failed", cause);
        socket.close();
    }

    default void onWriteFailed(WebSocketTransport socket, Throwable cause) {}

    /** Called when a write has not completed within {@link EngineOptions#writeTimeout()}. */
    default void onWriteStuck(WebSocketTransport socket) {}

    default void onClosed(WebSocketTransport socket) {}
}
