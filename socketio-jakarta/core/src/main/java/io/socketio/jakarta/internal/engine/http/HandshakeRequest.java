package io.socketio.jakarta.internal.engine.http;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.log.LogText;
import java.util.Map;

/**
 * The first request of a session, copied.
 *
 * @param url path and query as sent
 * @param query decoded parameters; the last of duplicates
 * @param headers by lower-case name
 * @param attributes further attributes from the container, see {@link HttpExchange#attributes()}
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
        headers = new CompactMap(headers);
        attributes = Map.copyOf(attributes);
    }

    /** Omits the values of headers, query and attributes, which may be secret. */
    @Override
    public String toString() {
        return "HandshakeRequest[" + LogText.plain(method) + " " + LogText.path(url) + ", query "
                + LogText.names(query.keySet()) + ", headers " + LogText.names(headers.keySet()) + ", attributes "
                + LogText.names(attributes.keySet()) + ", " + remoteAddress + "]";
    }
}
