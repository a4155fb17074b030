package io.socketio.jakarta.internal.engine.port;

/** A request that asks for an upgrade to WebSocket; refused by {@link #respond}, granted by {@link #accept}. */
public interface WebSocketExchange extends HttpExchange {

    /**
     * Answers 101 with the {@link #responseHeaders()} and hands the connection to the listener. A subprotocol is echoed when the client offered
     * one (the first).
     *
     * @param maxMessageBytes largest message that is handed over; a larger one closes the connection with code 1009 and an empty reason, and is
     *     reported by {@link WebSocketListener#onError}
     * @param deflate whether permessage-deflate may be negotiated
     */
    void accept(int maxMessageBytes, boolean deflate, WebSocketListener listener);
}
