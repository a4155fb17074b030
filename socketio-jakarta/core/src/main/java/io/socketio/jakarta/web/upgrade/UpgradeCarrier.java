package io.socketio.jakarta.web.upgrade;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.websocket.DeflateParameters;
import io.socketio.jakarta.internal.websocket.HandshakeKey;
import io.socketio.jakarta.web.container.ContainerUpgrade;
import io.socketio.jakarta.web.http.HeaderList;
import io.socketio.jakarta.web.websocket.WebSocketCarrier;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Upgrades requests with {@code HttpServletRequest.upgrade}; needs no WebSocket server. */
public final class UpgradeCarrier implements WebSocketCarrier {

    private static final Duration DESTROY_TIMEOUT = Duration.ofMillis(500);

    private final UpgradeParts parts;
    private final int maxMessageBytes;
    private final boolean deflate;
    /** Whether a request has been upgraded, or the operator has been told that none can be. */
    private final AtomicBoolean tried = new AtomicBoolean();

    /**
     * @param closer closes connections, which may block
     * @param maxMessageBytes limit for connections that are upgraded before the engine has decided about them
     * @param deflate whether permessage-deflate may be negotiated for such connections
     */
    public UpgradeCarrier(
            ContainerUpgrade container, Scheduler scheduler, Executor closer, int maxMessageBytes, boolean deflate) {
        this.parts = new UpgradeParts(container, scheduler, closer);
        this.maxMessageBytes = maxMessageBytes;
        this.deflate = deflate;
    }

    @Override
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    @Override
    public boolean deflate() {
        return deflate;
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
        DeflateParameters compression = deflate ? DeflateParameters.accept(joined(request)) : null;
        UpgradedWebSocket webSocket = new UpgradedWebSocket(
                parts, parts.container().connectionOf(request), listener, maxMessageBytes, compression);
        headers.forEach(response::addHeader);
        respond(request, response, compression);
        try {
            request.upgrade(UpgradeHandler.class).handle(webSocket);
            tried.set(true);
        } catch (IOException | ServletException | RuntimeException e) {
            onRefused(e);
            webSocket.onDestroyed(e);
            if (!response.isCommitted()) {
                response.reset();
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                response.setContentLength(0);
            }
        }
    }

    /** Tells the operator if not even the first request could be upgraded: then the container is the reason, and not a client. */
    private void onRefused(Exception refusal) {
        if (tried.compareAndSet(false, true)) {
            Loggers.ENGINE.log(
                    Level.WARNING,
                    "SIO-0175 the container does not upgrade connections, so WebSockets are refused with 400 and clients stay on"
                            + " long-polling: {0}. Set socketio.websocket=auto or endpoint",
                    LogText.plain(refusal.toString()));
        } else {
            Loggers.ENGINE.log(Level.DEBUG, "upgrade to WebSocket failed", refusal);
        }
    }

    private static @Nullable String joined(HttpServletRequest request) {
        var values = request.getHeaders("Sec-WebSocket-Extensions");
        return values.hasMoreElements() ? String.join(",", Collections.list(values)) : null;
    }

    private static void respond(
            HttpServletRequest request, HttpServletResponse response, @Nullable DeflateParameters compression) {
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Sec-WebSocket-Accept", HandshakeKey.accept(request.getHeader("Sec-WebSocket-Key")));
        String protocols = request.getHeader("Sec-WebSocket-Protocol");
        String first = protocols == null ? "" : protocols.split(",", 2)[0].trim();
        if (!first.isEmpty()) {
            response.setHeader("Sec-WebSocket-Protocol", first);
        }
        if (compression != null) {
            response.setHeader("Sec-WebSocket-Extensions", compression.response());
        }
    }

    /**
     * Closes all connections that are still open, and waits a moment for the threads of the container that end them. Called when the web application stops,
     * after the engine has closed its sessions.
     */
    public void close() {
        parts.open().forEach(UpgradedWebSocket::abort);
        parts.count().awaitNone(DESTROY_TIMEOUT);
    }

    /** Returns a description for the log. */
    @Override
    public String toString() {
        return "servlet upgrade, " + parts.container().getClass().getSimpleName();
    }
}
