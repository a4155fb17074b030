package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.container.TyrusUpgrade;
import io.socketio.jakarta.web.http.HeaderList;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Upgrades requests from inside the servlet.
 *
 * @param hiddenPath where an endpoint is registered; Tyrus upgrades only to registered ones
 * @param executor closes connections
 * @param maxMessageBytes limit for connections that are upgraded before the decision
 * @param deflate the same
 */
public record WebSocketUpgrader(
        ServerContainer container, HiddenPath hiddenPath, Executor executor, int maxMessageBytes, boolean deflate) {

    private static final Logger LOG = Loggers.ENGINE;

    /** Whether the client asks for WebSocket (and not, say, for HTTP/2, as Java's own client always does). */
    public static boolean isUpgrade(HttpServletRequest request) {
        return hasToken(request.getHeader("Upgrade"), "websocket")
                && hasToken(request.getHeader("Connection"), "upgrade");
    }

    private static boolean hasToken(@Nullable String header, String token) {
        if (header == null) {
            return false;
        }
        for (String each : header.split(",")) {
            if (each.trim().equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }

    /** Why this cannot be upgraded, with the words of the reference; null when it can. Containers answer that in five different ways. */
    public static @Nullable String flaw(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return "Invalid HTTP method";
        }
        if (!isKey(request.getHeader("Sec-WebSocket-Key"))) {
            return "Missing or invalid Sec-WebSocket-Key header";
        }
        if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
            return "Missing or invalid Sec-WebSocket-Version header";
        }
        return null;
    }

    private static boolean isKey(@Nullable String key) {
        if (key == null || key.length() != 24) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    void upgrade(
            HttpServletRequest request, HttpServletResponse response, HeaderList headers, WebSocketListener listener)
            throws IOException {
        upgrade(request, response, headers, maxMessageBytes, deflate, listener);
    }

    void upgrade(
            HttpServletRequest request,
            HttpServletResponse response,
            HeaderList headers,
            int maxMessageBytes,
            boolean deflate,
            WebSocketListener listener)
            throws IOException {
        SocketIoEndpoint endpoint = new SocketIoEndpoint(maxMessageBytes, listener, executor);
        UpgradeConfig config = new UpgradeConfig(hiddenPath.path(), endpoint, deflate, headers);
        try {
            if (TyrusUpgrade.isNeeded(container)) {
                upgradeOnTyrus(request, response, headers, config, endpoint);
            } else {
                container.upgradeHttpToWebSocket(new UpgradeRequest(request, deflate), response, config, Map.of());
            }
        } catch (IOException | DeploymentException | RuntimeException e) {
            LOG.log(Level.DEBUG, "upgrade to WebSocket failed", e);
            endpoint.onUpgradeFailed(e);
            if (!response.isCommitted()) {
                response.reset();
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                response.setContentLength(0);
            }
        }
    }

    /** Tyrus looks at nothing but the path of the configuration; what it cannot do it leaves undone without a word. */
    private void upgradeOnTyrus(
            HttpServletRequest request,
            HttpServletResponse response,
            HeaderList headers,
            UpgradeConfig config,
            SocketIoEndpoint endpoint)
            throws IOException, DeploymentException {
        headers.forEach(response::addHeader);
        HttpServletRequest carrying =
                TyrusUpgrade.request(new UpgradeRequest(request, false), hiddenPath.secret(), endpoint);
        container.upgradeHttpToWebSocket(carrying, response, config, Map.of());
        if (response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
            throw new DeploymentException("the container has not upgraded the request");
        }
    }

    /** For the log. */
    @Override
    public String toString() {
        return "Jakarta WebSocket, " + container.getClass().getName();
    }
}
