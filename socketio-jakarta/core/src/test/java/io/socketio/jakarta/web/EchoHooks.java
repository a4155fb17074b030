package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.core.http.OptionsToEngine;
import io.socketio.jakarta.internal.core.mailbox.ServerExecutors;
import io.socketio.jakarta.internal.engine.CloseReason;
import io.socketio.jakarta.internal.engine.EngineHooks;
import io.socketio.jakarta.internal.engine.EngineServer;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionListener;
import io.socketio.jakarta.internal.engine.http.EngineMiddleware;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An engine without Socket.IO above it, which sends every message back on the executor; and records what happens. */
final class EchoHooks implements EngineHooks {

    final BlockingQueue<EngineSession> sessions = new LinkedBlockingQueue<>();
    final BlockingQueue<String> closeReasons = new LinkedBlockingQueue<>();
    final BlockingQueue<HttpExchange> handshakes = new LinkedBlockingQueue<>(8);

    volatile Function<HttpExchange, CompletionStage<@Nullable String>> allow =
            exchange -> CompletableFuture.completedFuture(null);
    volatile Map<String, String> headers = Map.of();
    volatile @Nullable EngineMiddleware middleware;
    volatile @Nullable EngineMiddleware cors;
    volatile @Nullable Executor executor;

    private final AtomicLong ids = new AtomicLong();

    Backend backend(SocketIoOptions options, ServerExecutors executors, Scheduler scheduler) {
        this.executor = executors.handlers();
        EngineServer engine = new EngineServer(OptionsToEngine.convert(options), this, scheduler);
        EngineMiddleware middleware = this.middleware;
        if (middleware != null) {
            engine.use(middleware);
        }
        return new Backend(engine, null, null, null, null, cors, () -> {
            engine.close();
            return CompletableFuture.completedFuture(null);
        });
    }

    @Override
    public SessionListener onSession(EngineSession session) {
        sessions.add(session);
        return new SessionListener() {
            @Override
            public void onText(String message) {
                later(() -> session.send(List.of(OutboundPacket.text("4" + message))));
            }

            @Override
            public void onBinary(byte[] message) {
                later(() -> session.send(List.of(OutboundPacket.binary(message))));
            }

            @Override
            public void onClose(CloseReason reason, @Nullable String description) {
                closeReasons.add(reason.text());
            }
        };
    }

    private void later(Runnable task) {
        Executor present = executor;
        if (present != null) {
            present.execute(task);
        }
    }

    @Override
    public CompletionStage<@Nullable String> allowRequest(HttpExchange exchange) {
        if (handshakes.remainingCapacity() > 0) {
            handshakes.add(exchange);
        }
        return allow.apply(exchange);
    }

    @Override
    public CompletionStage<String> generateId(HttpExchange exchange) {
        return CompletableFuture.completedFuture("sid-" + ids.incrementAndGet());
    }

    @Override
    public void onInitialHeaders(ResponseHeaders headers, HttpExchange exchange) {}

    @Override
    public void onHeaders(ResponseHeaders headers, HttpExchange exchange) {
        this.headers.forEach(headers::set);
    }

    @Override
    public void onConnectionError(HttpExchange exchange, int code, String message, Map<String, Object> context) {}

    @Override
    public @Nullable String cookie(String sid) {
        return null;
    }

    @Override
    public @Nullable OutboundPacket initialPacket() {
        return null;
    }
}
