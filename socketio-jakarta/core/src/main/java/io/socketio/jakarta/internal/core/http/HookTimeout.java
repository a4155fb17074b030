package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.engine.Engine;
import io.socketio.jakarta.internal.core.socket.EngineContext;
import io.socketio.jakarta.internal.engine.EngineHooks;
import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.engine.http.RequestError;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests for which the application does not answer within the connect timeout: the client gets a 503, and a later answer has no effect. The timer runs
 * only for hooks that have not answered when they return; one that blocks holds the container's thread, as a filter does. Thread-safe.
 */
final class HookTimeout {

    private static final int UNAVAILABLE = 503;

    private final EngineContext context;
    private final EngineHooks hooks;

    /** @param hooks are told of the refusals */
    HookTimeout(EngineContext context, EngineHooks hooks) {
        this.context = context;
        this.hooks = hooks;
    }

    /** Returns a stage that completes as the given one does, unless the time is over before. */
    <T extends @Nullable Object> CompletionStage<T> limit(
            String hook, HttpExchange exchange, CompletionStage<T> answer) {
        Wait wait = new Wait(hook, exchange);
        CompletableFuture<T> limited = new CompletableFuture<>();
        answer.whenComplete((value, failure) -> {
            if (!wait.onAnswered()) {
                return;
            }
            if (failure == null) {
                limited.complete(value);
            } else {
                limited.completeExceptionally(failure);
            }
        });
        wait.startTimer();
        return limited;
    }

    /** Calls a middleware, which calls {@code next} or responds itself. */
    void call(Engine.Middleware middleware, HttpExchange exchange, Consumer<@Nullable Throwable> next) {
        Wait wait = new Wait("middleware", exchange);
        Consumer<@Nullable Throwable> limited = error -> {
            if (wait.onAnswered()) {
                next.accept(error);
            }
        };
        try {
            middleware.onRequest(EngineRequests.of(exchange), new Response(exchange, wait), limited::accept);
        } catch (Throwable e) {
            limited.accept(e);
        }
        wait.startTimer();
    }

    /** The response of a middleware; giving it is an answer, too. */
    private static final class Response extends EngineRequests.Response {

        private final Wait wait;

        Response(HttpExchange exchange, Wait wait) {
            super(exchange);
            this.wait = wait;
        }

        @Override
        public void end(int status, byte[] body) {
            if (wait.onAnswered()) {
                super.end(status, body);
            }
        }
    }

    /** The wait for one answer of one hook. */
    private final class Wait {

        private final String hook;
        private final HttpExchange exchange;
        private final AtomicBoolean over = new AtomicBoolean();

        /** Null until the hook has returned without an answer. */
        private volatile Scheduler.@Nullable Cancellable timer;

        Wait(String hook, HttpExchange exchange) {
            this.hook = hook;
            this.exchange = exchange;
        }

        /** @return whether this is the first answer, and in time */
        boolean onAnswered() {
            boolean first = over.compareAndSet(false, true);
            Scheduler.Cancellable started = timer;
            if (started != null) {
                started.cancel();
            }
            return first;
        }

        void startTimer() {
            if (over.get()) {
                return;
            }
            Scheduler.Cancellable started = context.scheduler()
                    .schedule(this::onTimeout, context.options().connectTimeout());
            timer = started;
            if (over.get()) {
                started.cancel();
            }
        }

        private void onTimeout() {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            Duration timeout = context.options().connectTimeout();
            context.operatorLog().hookTimedOut(hook, timeout);
            exchange.respond(UNAVAILABLE, ErrorResponse.EMPTY_BODY);
            context.executor()
                    .execute(() -> hooks.onConnectionError(
                            exchange,
                            RequestError.BAD_REQUEST.code(),
                            hook + " has not answered within " + timeout.toMillis()
                                    + " ms (SocketIoOptions.connectTimeout)",
                            Map.of("name", "HOOK_TIMEOUT", "hook", hook)));
        }
    }
}
