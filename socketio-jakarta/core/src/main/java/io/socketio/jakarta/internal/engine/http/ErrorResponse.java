package io.socketio.jakarta.internal.engine.http;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import io.socketio.jakarta.internal.engine.port.WebSocketExchange;
import io.socketio.jakarta.internal.log.LogText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The reason why a request is refused and the response to it: JSON over HTTP; for an upgrade request the bare text.
 *
 * @param message text for the client, usually that of the error
 * @param context further details for the owner
 * @param status of the response
 * @param upgradeStatus status of the response to an upgrade request; 400 for all refusals that the reference server has
 * @param retryAfterSeconds when the client may ask again; 0 to say nothing about it
 */
public record ErrorResponse(
        RequestError error,
        String message,
        Map<String, Object> context,
        int status,
        int upgradeStatus,
        int retryAfterSeconds) {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    public static final byte[] EMPTY_BODY = {};

    public ErrorResponse(RequestError error, String message, Map<String, Object> context) {
        this(error, message, context, error == RequestError.FORBIDDEN ? FORBIDDEN : BAD_REQUEST, BAD_REQUEST, 0);
    }

    /** A refusal that the reference does not know: there are too many. */
    public static ErrorResponse limited(int status, int retryAfterSeconds, String message) {
        return new ErrorResponse(
                RequestError.FORBIDDEN, message, Map.of("name", "LIMIT"), status, status, retryAfterSeconds);
    }

    /** A refusal that the reference does not know. */
    public static ErrorResponse forbidden(String message, String name) {
        return new ErrorResponse(RequestError.FORBIDDEN, message, Map.of("name", name), FORBIDDEN, FORBIDDEN, 0);
    }

    public static ErrorResponse of(RequestError error, Map<String, Object> context) {
        return new ErrorResponse(error, error.message(), context);
    }

    public static ErrorResponse unknownSid(String sid) {
        return of(RequestError.UNKNOWN_SID, Map.of("sid", sid));
    }

    /** Creates a bad-request error with this name in its context. */
    public static ErrorResponse badRequest(String name) {
        return of(RequestError.BAD_REQUEST, Map.of("name", name));
    }

    public static ErrorResponse badRequest(String name, String key, Object value) {
        return of(RequestError.BAD_REQUEST, Map.of("name", name, key, value));
    }

    /** Returns code, message and context, for the debug log. */
    public String toLogText() {
        StringBuilder text =
                new StringBuilder().append(error.code()).append(' ').append(LogText.quoted(message));
        new TreeMap<>(context)
                .forEach((key, value) ->
                        text.append(", ").append(key).append(' ').append(LogText.quoted(String.valueOf(value))));
        return text.toString();
    }

    /** Omits the context, which may have the id of a session. */
    @Override
    public String toString() {
        return "ErrorResponse[" + error.code() + " " + LogText.quoted(message) + "]";
    }

    public void answer(HttpExchange exchange) {
        ResponseHeaders headers = exchange.responseHeaders();
        if (retryAfterSeconds > 0) {
            headers.set("Retry-After", String.valueOf(retryAfterSeconds));
        }
        if (exchange instanceof WebSocketExchange) {
            headers.set("Connection", "close");
            headers.set("Content-Type", "text/html");
            exchange.respond(upgradeStatus, message.getBytes(StandardCharsets.UTF_8));
            return;
        }
        headers.set("Content-Type", "application/json");
        String body = "{\"code\":" + error.code() + ",\"message\":" + JsonEscaper.quote(message) + "}";
        exchange.respond(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
