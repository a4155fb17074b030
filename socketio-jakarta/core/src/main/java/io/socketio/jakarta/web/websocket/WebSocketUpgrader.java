package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.container.TomcatWebSocket;
import io.socketio.jakarta.web.container.TyrusUpgrade;
import io.socketio.jakarta.web.container.WebSocketStart;
import io.socketio.jakarta.web.http.HeaderList;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/**
 * Upgrades requests from inside the servlet, with {@code ServerContainer.upgradeHttpToWebSocket}.
 *
 * @param hiddenPath where an endpoint is registered; Tyrus upgrades only to registered ones
 * @param closer closes connections
 * @param sends sends that may wait for a client
 * @param maxMessageBytes limit for connections that are upgraded before the engine has decided about them
 * @param deflate whether permessage-deflate may be negotiated for such connections
 */
public record WebSocketUpgrader(
        ServerContainer container,
        HiddenPath hiddenPath,
        ConnectionCloser closer,
        BlockingSends sends,
        int maxMessageBytes,
        boolean deflate)
        implements WebSocketCarrier {

    private static final Logger LOG = Loggers.ENGINE;

    /** The path of the endpoint for containers that upgrade only to registered ones; the endpoint refuses all direct connections of clients. */
    private static final String HIDDEN_PATH = "/_socketio-jakarta";

    /**
     * Creates the upgrader of a web application that has a WebSocket server. Registers the hidden endpoint.
     *
     * @param context has the attribute {@link WebSocketStart#ATTRIBUTE}
     * @param server name of the server, which has a hidden endpoint of its own; empty for the default one
     * @param closer closes connections
     * @param sends sends that may wait for a client
     * @param smallBuffers whether Tomcat's default buffers may be reduced
     */
    public static WebSocketUpgrader in(
            ServletContext context,
            String server,
            ConnectionCloser closer,
            BlockingSends sends,
            int maxMessageBytes,
            boolean deflate,
            boolean smallBuffers) {
        ServerContainer container = (ServerContainer) context.getAttribute(WebSocketStart.ATTRIBUTE);
        HiddenPath hiddenPath = HiddenPath.of(server.isEmpty() ? HIDDEN_PATH : HIDDEN_PATH + '-' + server);
        try {
            container.addEndpoint(HiddenEndpoint.config(hiddenPath));
        } catch (DeploymentException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "hidden endpoint could not be registered; only Tyrus needs it", e);
        }
        if (smallBuffers) {
            TomcatWebSocket.shrinkBuffers(context, container);
        }
        return new WebSocketUpgrader(container, hiddenPath, closer, sends, maxMessageBytes, deflate);
    }

    @Override
    public void upgrade(
            HttpServletRequest request,
            HttpServletResponse response,
            HeaderList headers,
            int maxMessageBytes,
            boolean deflate,
            WebSocketListener listener)
            throws IOException {
        SocketIoEndpoint endpoint = new SocketIoEndpoint(maxMessageBytes, new UntilReleased(listener), closer, sends);
        UpgradeConfig config = new UpgradeConfig(hiddenPath.path(), endpoint, deflate, headers);
        try {
            if (TyrusUpgrade.isNeeded(container)) {
                upgradeOnTyrus(request, response, headers, config, endpoint);
            } else {
                container.upgradeHttpToWebSocket(new UpgradeRequest(request, deflate), response, config, Map.of());
            }
        } catch (IOException | DeploymentException | RuntimeException e) {
            LOG.log(Level.DEBUG, "upgrade to WebSocket failed", LogText.escaped(e));
            endpoint.onUpgradeFailed(e);
            if (!response.isCommitted()) {
                response.reset();
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                response.setContentLength(0);
            }
        }
    }

    /**
     * Upgrades a request on Tyrus, which uses only the path of the configuration. If it cannot upgrade, it returns without an error; the status shows
     * it.
     */
    private void upgradeOnTyrus(
            HttpServletRequest request,
            HttpServletResponse response,
            HeaderList headers,
            UpgradeConfig config,
            SocketIoEndpoint endpoint)
            throws IOException, DeploymentException {
        headers.forEach(response::addHeader);
        container.upgradeHttpToWebSocket(requestForTyrus(request, endpoint), response, config, Map.of());
        if (response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
            throw new DeploymentException("the container has not upgraded the request");
        }
    }

    /** Returns a request without extensions: Tyrus would announce permessage-deflate but not perform it. */
    HttpServletRequest requestForTyrus(HttpServletRequest request, Endpoint endpoint) {
        return new UpgradeRequest(TyrusUpgrade.request(request, hiddenPath.secret(), endpoint), false);
    }

    /** Returns a description for the log. */
    @Override
    public String toString() {
        return "Jakarta WebSocket, " + container.getClass().getName();
    }
}
