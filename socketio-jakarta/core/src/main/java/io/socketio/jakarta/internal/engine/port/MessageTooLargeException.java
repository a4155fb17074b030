package io.socketio.jakarta.internal.engine.port;

/** Signals that a WebSocket message exceeded the limit given to {@link WebSocketExchange#accept}. */
public final class MessageTooLargeException extends Exception {

    private static final long serialVersionUID = 1L;

    public MessageTooLargeException(long limitBytes) {
        super("WebSocket message is larger than the limit of " + limitBytes
                + " bytes (SocketIoOptions.maxPayloadBytes; before a namespace is joined, maxConnectBytes)");
    }
}
