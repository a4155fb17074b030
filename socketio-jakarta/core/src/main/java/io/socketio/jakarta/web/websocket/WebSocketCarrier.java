package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.web.http.HeaderList;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Upgrades requests to WebSocket: what the servlet asks for, whatever carries the frames. It stands between the servlet and Jakarta WebSocket, whose
 * classes a servlet container may lack: whatever must load without them uses this type only.
 */
public interface WebSocketCarrier {

    /** Limit in bytes for connections that are upgraded before the engine has decided about them. */
    int maxMessageBytes();

    /** Whether permessage-deflate may be negotiated for such connections. */
    boolean deflate();

    /**
     * Answers 101 and hands the connection to the listener; on the servlet's thread, within its call. The request is a valid handshake: see
     * {@link WebSocketHandshake}. A failure is answered with 400, unless the response is committed, and told to the listener by
     * {@code onError} and {@code onClose}.
     *
     * <p>The carrier keeps what {@link WebSocketListener} and {@link io.socketio.jakarta.internal.engine.port.WebSocketLink} demand: calls one at a time,
     * {@code onOpen} first, messages whole, sends that neither block nor throw. It echoes the first subprotocol that the client offers.
     *
     * @param headers of the response
     * @param maxMessageBytes longest message; a longer one closes the connection with code 1009, and the listener hears of
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
