package io.socketio.jakarta.internal.engine;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Why a request is refused, and how that is answered: JSON over HTTP; for a request that asked for an upgrade the bare text, always with status 400.
 *
 * @param message text for the client, usually that of the error
 * @param context what the owner is told besides
 */
record ErrorResponse(ConnectionError error, String message, Map<String, Object> context) {

    static final byte[] EMPTY_BODY = {};

    static ErrorResponse of(ConnectionError error, Map<String, Object> context) {
        return new ErrorResponse(error, error.message(), context);
    }

    static ErrorResponse unknownSid(String sid) {
        return of(ConnectionError.UNKNOWN_SID, Map.of("sid", sid));
    }

    /** A bad request with this name in its context. */
    static ErrorResponse badRequest(String name) {
        return of(ConnectionError.BAD_REQUEST, Map.of("name", name));
    }

    static ErrorResponse badRequest(String name, String key, Object value) {
        return of(ConnectionError.BAD_REQUEST, Map.of("name", name, key, value));
    }

    void answer(HttpExchange exchange) {
        ResponseHeaders headers = exchange.responseHeaders();
        if (exchange instanceof WebSocketExchange) {
            headers.set("Connection", "close");
            headers.set("Content-Type", "text/html");
            exchange.respond(400, message.getBytes(StandardCharsets.UTF_8));
            return;
        }
        headers.set("Content-Type", "application/json");
        String body = "{\"code\":" + error.code() + ",\"message\":" + JsonText.quote(message) + "}";
        exchange.respond(error == ConnectionError.FORBIDDEN ? 403 : 400, body.getBytes(StandardCharsets.UTF_8));
    }
}
