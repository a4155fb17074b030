package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.web.http.HeaderList;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Upgrades requests to WebSocket, independent of the implementation. It separates the servlet from Jakarta WebSocket, whose classes a servlet
 * container may lack: code that must load without them uses this type only.
 */
public interface WebSocketCarrier {

    /** Returns the message limit in bytes for connections that are upgraded before the engine has decided about them. */
    int maxMessageBytes();

    /** Returns whether permessage-deflate may be negotiated for such connections. */
    boolean deflate();

    /**
     * Responds with 101 and passes the connection to the listener. Called on the servlet's thread, during its call. The request is a valid handshake:
     * see {@link WebSocketHandshake}. After a failure the status is 400, unless the response is committed, and the listener is notified by
     * {@code onError} and {@code onClose}.
     *
     * <p>The carrier complies with the contracts of {@link WebSocketListener} and {@link io.socketio.jakarta.internal.engine.port.WebSocketLink}:
     * calls one at a time, {@code onOpen} first, complete messages, sends that neither block nor throw. It selects the first subprotocol that the
     * client offers.
     *
     * @param headers of the response
     * @param maxMessageBytes longest message; a longer one closes the connection with code 1009, and the listener receives a
     *     {@link io.socketio.jakarta.internal.engine.port.MessageTooLargeException}
     * @param deflate whether permessage-deflate may be negotiated
     */
    void upgrade(
            HttpServletRequest request,
            HttpServletResponse response,
            HeaderList headers,
            int maxMessageBytes,
            boolean deflate,
            WebSocketListener listener)
            throws IOException;
}
