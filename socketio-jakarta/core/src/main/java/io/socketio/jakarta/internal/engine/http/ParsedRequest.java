package io.socketio.jakarta.internal.engine.http;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.WebSocketExchange;
import io.socketio.jakarta.internal.log.LogText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request with its query.
 *
 * @param query decoded; the last of duplicates
 */
public record ParsedRequest(HttpExchange exchange, Map<String, String> query) {

    /** The names of a query that contains no secret. */
    private static final Set<String> PLAIN = Set.of("EIO", "transport");

    private static final SharedTexts URLS = new SharedTexts();

    /** The queries of most handshakes: one map for all of them, since they live as long as their session. */
    private static final Map<Map<String, String>, Map<String, String>> USUAL_QUERIES = usualQueries();

    private static Map<Map<String, String>, Map<String, String>> usualQueries() {
        Map<Map<String, String>, Map<String, String>> usual = new HashMap<>();
        for (String revision : List.of("4", "3")) {
            for (TransportName transport : TransportName.values()) {
                Map<String, String> query = Map.of("EIO", revision, "transport", transport.wire());
                usual.put(query, query);
            }
        }
        return usual;
    }

    public static ParsedRequest of(HttpExchange exchange) {
        return new ParsedRequest(exchange, QueryParser.parse(exchange.rawQuery()));
    }

    /** Returns whether the client requests a WebSocket. */
    public boolean isUpgrade() {
        return exchange instanceof WebSocketExchange;
    }

    /** Returns the session id, or null if it is absent or empty. */
    public @Nullable String sid() {
        String sid = query.get("sid");
        return sid == null || sid.isEmpty() ? null : sid;
    }

    public @Nullable TransportName transport() {
        return TransportName.of(query.get("transport"));
    }

    /** Returns whether the client wants binary messages as base64 text. */
    public boolean wantsBase64() {
        String b64 = query.get("b64");
        return b64 != null && !b64.isEmpty();
    }

    /** Omits the values of the query: one of them is the id of the session. */
    @Override
    public String toString() {
        return "ParsedRequest[" + LogText.plain(exchange.method()) + " " + LogText.path(exchange.path()) + ", query "
                + LogText.names(query.keySet()) + "]";
    }

    public HandshakeRequest toHandshakeRequest() {
        String rawQuery = exchange.rawQuery();
        String url = rawQuery.isEmpty() ? exchange.path() : exchange.path() + "?" + rawQuery;
        return new HandshakeRequest(
                exchange.method(),
                PLAIN.containsAll(query.keySet()) ? URLS.share(url) : url,
                USUAL_QUERIES.getOrDefault(query, query),
                exchange.headers(),
                exchange.remoteAddress(),
                exchange.secure(),
                exchange.attributes());
    }
}
