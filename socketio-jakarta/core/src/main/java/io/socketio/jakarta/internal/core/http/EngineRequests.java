package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.internal.engine.http.QueryParser;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import io.socketio.jakarta.internal.engine.port.WebSocketExchange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and answers of the engine as the application sees them. */
public final class EngineRequests {

    private EngineRequests() {}

    public static EngineRequest of(HttpExchange exchange) {
        String query = exchange.rawQuery();
        return new EngineRequest(
                exchange.method(),
                query.isEmpty() ? exchange.path() : exchange.path() + "?" + query,
                exchange.headers(),
                Map.copyOf(QueryParser.parse(query)),
                exchange.remoteAddress(),
                exchange.secure(),
                exchange instanceof WebSocketExchange);
    }

    /** The headers of an answer that the engine gives. */
    public static class Headers implements EngineRequest.Response {

        private final ResponseHeaders headers;

        public Headers(ResponseHeaders headers) {
            this.headers = headers;
        }

        @Override
        public void header(String name, String value) {
            headers.set(name, value);
        }

        @Override
        public void addHeader(String name, String value) {
            headers.add(name, value);
        }

        @Override
        public void removeHeader(String name) {
            headers.remove(name);
        }

        @Override
        public @Nullable String header(String name) {
            return headers.first(name);
        }

        @Override
        public void end(int status, byte[] body) {
            throw new IllegalStateException("a header listener cannot answer the request; a middleware can");
        }
    }

    /** The answer to a request that a middleware may give. */
    public static class Response extends Headers {

        private final HttpExchange exchange;

        public Response(HttpExchange exchange) {
            super(exchange.responseHeaders());
            this.exchange = exchange;
        }

        @Override
        public void end(int status, byte[] body) {
            exchange.respond(status, body);
        }
    }
}
