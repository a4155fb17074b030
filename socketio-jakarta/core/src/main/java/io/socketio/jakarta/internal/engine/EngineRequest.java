package io.socketio.jakarta.internal.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request with its query.
 *
 * @param query decoded; of duplicates the last
 */
record EngineRequest(HttpExchange exchange, Map<String, String> query) {

    static EngineRequest of(HttpExchange exchange) {
        return new EngineRequest(exchange, QueryParser.parse(exchange.rawQuery()));
    }

    /** Whether the client asks for a WebSocket. */
    boolean isUpgrade() {
        return exchange instanceof WebSocketExchange;
    }

    /** The session id, or null when there is none; an empty one is none. */
    @Nullable
    String sid() {
        String sid = query.get("sid");
        return sid == null || sid.isEmpty() ? null : sid;
    }

    @Nullable
    TransportName transport() {
        return TransportName.of(query.get("transport"));
    }

    boolean isProtocol4() {
        return "4".equals(query.get("EIO"));
    }

    /** Whether the client wants binary messages as base64 text. */
    boolean wantsBase64() {
        String b64 = query.get("b64");
        return b64 != null && !b64.isEmpty();
    }

    HandshakeRequest toHandshakeRequest() {
        String rawQuery = exchange.rawQuery();
        return new HandshakeRequest(
                exchange.method(),
                rawQuery.isEmpty() ? exchange.path() : exchange.path() + "?" + rawQuery,
                query,
                exchange.headers(),
                exchange.remoteAddress(),
                exchange.secure(),
                exchange.attributes());
    }
}
