package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.EngineRequest;
import io.socketio.jakarta.internal.engine.HttpExchange;
import io.socketio.jakarta.internal.engine.QueryParser;
import io.socketio.jakarta.internal.engine.ResponseHeaders;
import io.socketio.jakarta.internal.engine.WebSocketExchange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and answers of the engine as the application sees them. */
final class EngineRequests {

    private EngineRequests() {}

    static EngineRequest of(HttpExchange exchange) {
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
    static class Headers implements EngineRequest.Response {

        private final ResponseHeaders headers;

        Headers(ResponseHeaders headers) {
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
    static final class Answer extends Headers {

        private final HttpExchange exchange;

        Answer(HttpExchange exchange) {
            super(exchange.responseHeaders());
            this.exchange = exchange;
        }

        @Override
        public void end(int status, byte[] body) {
            exchange.respond(status, body);
        }
    }
}
