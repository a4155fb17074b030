package io.socketio.jakarta.internal.engine.port;

/** A request for an upgrade to WebSocket; refused by {@link #respond}, accepted by {@link #accept}. */
public interface WebSocketExchange extends HttpExchange {

    /**
     * Responds with status 101 and the {@link #responseHeaders()}, and passes the connection to the listener. If the client offered subprotocols, the
     * first one is echoed.
     *
     * @param maxMessageBytes the largest message that is accepted; a larger one closes the connection with code 1009 and an empty reason, and is
     *     reported by {@link WebSocketListener#onError}
     * @param deflate whether permessage-deflate may be negotiated
     */
    void accept(int maxMessageBytes, boolean deflate, WebSocketListener listener);
}
