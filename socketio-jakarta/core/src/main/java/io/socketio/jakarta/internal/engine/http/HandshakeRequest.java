package io.socketio.jakarta.internal.engine.http;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.util.Map;

/**
 * The first request of a session, copied.
 *
 * @param url path and query as sent
 * @param query decoded parameters; of duplicates the last
 * @param headers by lower-case name
 * @param attributes what the container knew besides, see {@link HttpExchange#attributes()}
 */
public record HandshakeRequest(
        String method,
        String url,
        Map<String, String> query,
        Map<String, String> headers,
        String remoteAddress,
        boolean secure,
        Map<String, Object> attributes) {

    public HandshakeRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        attributes = Map.copyOf(attributes);
    }
}
