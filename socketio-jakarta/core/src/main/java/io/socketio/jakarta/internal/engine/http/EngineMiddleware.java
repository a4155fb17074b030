package io.socketio.jakarta.internal.engine.http;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receives every request before it is verified, in registration order. The middleware calls {@code next} with null to continue or with an error to
 * refuse (code 3, {@code MIDDLEWARE_FAILURE}); or it responds to the exchange itself and does not call {@code next}.
 */
@FunctionalInterface
public interface EngineMiddleware {

    void onRequest(HttpExchange exchange, Consumer<@Nullable Throwable> next);
}
