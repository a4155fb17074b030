package io.socketio.jakarta.internal.engine.http;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees every request before it is verified, in registration order. It calls {@code next} with null to go on or with an error to refuse (code 3,
 * {@code MIDDLEWARE_FAILURE}); or it answers the exchange itself and does not call it.
 */
@FunctionalInterface
public interface EngineMiddleware {

    void onRequest(HttpExchange exchange, Consumer<@Nullable Throwable> next);
}
