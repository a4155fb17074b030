package io.socketio.jakarta.internal.engine;

/** Verifies requests, opens sessions and finds them again. Thread-safe; no method blocks. */
public final class EngineServer {

    public EngineServer(EngineOptions options, EngineHooks hooks, Scheduler scheduler) {
        throw new UnsupportedOperationException();
    }

    /** Appends a middleware; it sees the requests that come from now on. */
    public void use(EngineMiddleware middleware) {
        throw new UnsupportedOperationException();
    }

    /** Takes any request under the engine's path that does not ask for an upgrade. */
    public void onHttp(HttpExchange exchange) {
        throw new UnsupportedOperationException();
    }

    /** Takes a request that asks for an upgrade to WebSocket. */
    public void onWebSocket(WebSocketExchange exchange) {
        throw new UnsupportedOperationException();
    }

    /** Number of open sessions. */
    public int sessionCount() {
        throw new UnsupportedOperationException();
    }

    /** Discards every session at once; later requests are refused. Idempotent. */
    public void close() {
        throw new UnsupportedOperationException();
    }
}
