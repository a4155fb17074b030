package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** An owner of the engine that lets everything pass and remembers it, unless a test changes that. */
class RecordingHooks implements EngineHooks {

    record Refusal(int code, String message, Map<String, Object> context) {}

    final List<EngineSession> sessions = new ArrayList<>();
    final List<RecordingListener> listeners = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();

    CompletionStage<String> decision = CompletableFuture.completedFuture(null);
    CompletionStage<String> nextId;
    String cookie;
    OutboundPacket initialPacket;
    Consumer<EngineSession> onSession = session -> {};
    RecordingListener nextListener;
    BiConsumer<ResponseHeaders, HttpExchange> onInitialHeaders = (headers, exchange) -> {};
    BiConsumer<ResponseHeaders, HttpExchange> onHeaders = (headers, exchange) -> {};
    private int ids;

    @Override
    public synchronized SessionListener onSession(EngineSession session) {
        RecordingListener listener = nextListener == null ? new RecordingListener() : nextListener;
        sessions.add(session);
        listeners.add(listener);
        session.tellDrains();
        onSession.accept(session);
        return listener;
    }

    @Override
    public CompletionStage<String> allowRequest(HttpExchange exchange) {
        return decision;
    }

    @Override
    public CompletionStage<String> generateId(HttpExchange exchange) {
        return nextId != null ? nextId : CompletableFuture.completedFuture("sid" + ++ids);
    }

    @Override
    public void onInitialHeaders(ResponseHeaders headers, HttpExchange exchange) {
        onInitialHeaders.accept(headers, exchange);
    }

    @Override
    public void onHeaders(ResponseHeaders headers, HttpExchange exchange) {
        onHeaders.accept(headers, exchange);
    }

    @Override
    public void onConnectionError(HttpExchange exchange, int code, String message, Map<String, Object> context) {
        refusals.add(new Refusal(code, message, context));
    }

    @Override
    public String cookie(String sid) {
        return cookie;
    }

    @Override
    public OutboundPacket initialPacket() {
        return initialPacket;
    }
}
