package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.web.http.HeaderList;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Upgrades requests to WebSocket. It stands between the servlet and Jakarta WebSocket, whose classes a servlet container may lack: whatever must load
 * without them uses this type only.
 */
public interface WebSocketCarrier {

    /** Limit for connections that are upgraded before the engine has decided about them. */
    int maxMessageBytes();

    /** Upgrades before the decision, with the limits of the deployment. The listener hears of the connection from any thread. */
    void upgrade(
            HttpServletRequest request, HttpServletResponse response, HeaderList headers, WebSocketListener listener)
            throws IOException;

    /**
     * Upgrades as decided. A failure is answered with 400 and told to the listener.
     *
     * @param headers of the response
     * @param maxMessageBytes longest message; beyond, the connection is closed
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
