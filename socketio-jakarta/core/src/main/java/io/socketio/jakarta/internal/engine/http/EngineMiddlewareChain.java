package io.socketio.jakarta.internal.engine.http;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes one request through the middlewares in order; each may continue immediately, later, or never. */
public final class EngineMiddlewareChain {

    private final EngineMiddleware[] middlewares;
    private final HttpExchange exchange;
    private final Consumer<@Nullable Throwable> end;

    /** The number of middlewares that have completed; a second call of {@code next} finds it changed and does nothing. */
    private final AtomicInteger position = new AtomicInteger();

    /** @param end called once: with null if all middlewares continued, or with the error with which one of them refused */
    public EngineMiddlewareChain(
            EngineMiddleware[] middlewares, HttpExchange exchange, Consumer<@Nullable Throwable> end) {
        this.middlewares = middlewares;
        this.exchange = exchange;
        this.end = end;
    }

    public void run() {
        runFrom(0);
    }

    private void runFrom(int index) {
        if (index == middlewares.length) {
            end.accept(null);
            return;
        }
        try {
            middlewares[index].onRequest(exchange, error -> onNext(index, error));
        } catch (Throwable e) {
            onNext(index, e);
        }
    }

    private void onNext(int index, @Nullable Throwable error) {
        if (error != null) {
            if (position.compareAndSet(index, Integer.MAX_VALUE)) {
                end.accept(error);
            }
        } else if (position.compareAndSet(index, index + 1)) {
            runFrom(index + 1);
        }
    }
}
