package io.socketio.jakarta.web.websocket;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads the handshake of RFC 6455 from a request. Needs no class of Jakarta WebSocket. */
public final class WebSocketHandshake {

    private WebSocketHandshake() {}

    /** Returns whether the client requests an upgrade to WebSocket (and not, for example, to HTTP/2, as the JDK client always does). */
    public static boolean isRequested(HttpServletRequest request) {
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

    /**
     * Returns why the request cannot be upgraded, in the wording of the reference implementation; null if it can. The check is here because
     * containers respond to such requests in five different ways.
     */
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
}
