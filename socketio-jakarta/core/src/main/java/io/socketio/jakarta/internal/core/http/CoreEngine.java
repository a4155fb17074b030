package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.engine.ConnectionError;
import io.socketio.jakarta.engine.Engine;
import io.socketio.jakarta.engine.EngineConnection;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.RequestDecision;
import io.socketio.jakarta.internal.core.socket.EngineContext;
import io.socketio.jakarta.internal.engine.EngineHooks;
import io.socketio.jakarta.internal.engine.EngineServer;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.SessionListener;
import io.socketio.jakarta.internal.engine.SessionPermit;
import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.engine.http.HandshakeRequest;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import io.socketio.jakarta.internal.engine.revision.ProtocolRevisions;
import io.socketio.jakarta.options.CookieOptions;
import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.parser.EncodedPacket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine as the application sees it, and the application as the engine sees it. What the application's hooks throw ends here. */
public final class CoreEngine implements Engine, EngineHooks {

    private final EngineContext context;
    private final Function<EngineSession, SessionListener> sessions;
    private final EngineServer server;
    private final @Nullable OutboundPacket initialPacket;
    private final @Nullable CookieOptions cookie;
    private final CallerGuard guard;
    private final HookTimeout timeout;
    private final ConnectionLimits limits;
    private final Drain drain;

    private final HookListeners<BiConsumer<EngineRequest.Response, EngineRequest>> initialHeaderListeners;
    private final HookListeners<BiConsumer<EngineRequest.Response, EngineRequest>> headerListeners;
    private final HookListeners<Consumer<EngineConnection>> connectionListeners;
    private final HookListeners<Consumer<ConnectionError>> errorListeners;
    /** Null: all are allowed. */
    private volatile @Nullable Function<EngineRequest, CompletionStage<RequestDecision>> decision;
    /** Null: ours. */
    private volatile @Nullable Function<EngineRequest, CompletionStage<String>> generator;

    /** @param sessions takes the sessions that open */
    public CoreEngine(EngineContext context, Function<EngineSession, SessionListener> sessions) {
        this.context = context;
        this.sessions = sessions;
        SocketIoOptions options = context.options();
        this.cookie = options.cookie();
        this.guard = new CallerGuard(options);
        this.timeout = new HookTimeout(context, this);
        this.initialHeaderListeners = new HookListeners<>(context, "initial_headers");
        this.headerListeners = new HookListeners<>(context, "headers");
        this.connectionListeners = new HookListeners<>(context, "connection");
        this.errorListeners = new HookListeners<>(context, "connection_error");
        this.limits = new ConnectionLimits(options.limits(), context.operatorLog(), context.nanoTime());
        String initial = options.initialPacket();
        this.initialPacket = initial == null ? null : OutboundPacket.text(EncodedPacket.MESSAGE + initial);
        this.server = new EngineServer(OptionsToEngine.convert(options), this, context.scheduler(), context.memory());
        this.drain = new Drain(context, server);
        CorsOptions cors = options.cors();
        if (cors != null) {
            server.use(new CorsMiddleware(cors));
        }
    }

    ConnectionLimits limits() {
        return limits;
    }

    public EngineServer server() {
        return server;
    }

    // ---- The end

    /** Empties the server, see {@link io.socketio.jakarta.SocketIoServer#drain}. */
    public CompletionStage<@Nullable Void> drain(Duration duration) {
        return drain.begin(duration);
    }

    public boolean isDraining() {
        return drain.isBegun();
    }

    /** Ends a drain, and takes clients again. */
    public void welcome() {
        drain.cancel();
    }

    /** Discards every session at once; later requests are refused. Idempotent. */
    public void close() {
        server.close();
        drain.onClosed();
    }

    // ---- Engine

    @Override
    public int clientsCount() {
        return server.sessionCount();
    }

    @Override
    public int closingCount() {
        return server.closingCount();
    }

    @Override
    public long waitingBytes() {
        return context.memory().waitingBytes();
    }

    @Override
    public Engine use(Middleware middleware) {
        server.use((exchange, next) -> timeout.call(middleware, exchange, next));
        return this;
    }

    @Override
    public Engine allowRequest(Function<EngineRequest, CompletionStage<RequestDecision>> newDecision) {
        decision = newDecision;
        return this;
    }

    @Override
    public Engine generateId(Function<EngineRequest, CompletionStage<String>> newGenerator) {
        generator = newGenerator;
        return this;
    }

    @Override
    public Engine onInitialHeaders(BiConsumer<EngineRequest.Response, EngineRequest> listener) {
        initialHeaderListeners.add(listener);
        return this;
    }

    @Override
    public Engine onHeaders(BiConsumer<EngineRequest.Response, EngineRequest> listener) {
        headerListeners.add(listener);
        return this;
    }

    @Override
    public Engine onConnection(Consumer<EngineConnection> listener) {
        connectionListeners.add(listener);
        return this;
    }

    @Override
    public Engine onConnectionError(Consumer<ConnectionError> listener) {
        errorListeners.add(listener);
        return this;
    }

    /** A connection has opened; nothing of it has been handled. */
    public void onOpened(EngineConnection connection) {
        connectionListeners.tell(listener -> listener.accept(connection));
    }

    // ---- EngineHooks

    @Override
    public SessionListener onSession(EngineSession session) {
        SessionListener listener = sessions.apply(session);
        drain.onSession(session);
        return listener;
    }

    @Override
    public @Nullable ProtocolRevision revision(Map<String, String> query) {
        return ProtocolRevisions.of(query, context.options().allowEio3());
    }

    @Override
    public @Nullable ErrorResponse onHandshake(HttpExchange exchange) {
        ErrorResponse refusal = drain.refusal();
        return refusal == null ? limits.onHandshake(exchange) : refusal;
    }

    @Override
    public SessionPermit onOpening(HandshakeRequest request) {
        return limits.open(request);
    }

    @Override
    public @Nullable String originRefusal(HttpExchange exchange) {
        return guard.originRefusal(exchange);
    }

    @Override
    public boolean isSameCaller(HandshakeRequest first, HttpExchange exchange) {
        return guard.isSameCaller(first, exchange);
    }

    @Override
    public CompletionStage<@Nullable String> allowRequest(HttpExchange exchange) {
        Function<EngineRequest, CompletionStage<RequestDecision>> asked = decision;
        if (asked == null) {
            return CompletableFuture.completedStage(null);
        }
        try {
            return timeout.limit("allowRequest", exchange, asked.apply(EngineRequests.of(exchange)))
                    .<@Nullable String>thenApply(decided -> decided.isAllowed() ? null : decided.message())
                    .exceptionally(this::refuseAfter);
        } catch (Throwable e) {
            return CompletableFuture.completedStage(refuseAfter(e));
        }
    }

    /** Who cannot decide does not allow. */
    private String refuseAfter(Throwable failure) {
        failed("allowRequest", failure);
        return "";
    }

    @Override
    public CompletionStage<String> generateId(HttpExchange exchange) {
        Function<EngineRequest, CompletionStage<String>> asked = generator;
        if (asked == null) {
            return CompletableFuture.completedStage(context.ids().next());
        }
        try {
            return timeout.limit("generateId", exchange, asked.apply(EngineRequests.of(exchange)));
        } catch (Throwable e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public void onInitialHeaders(ResponseHeaders headers, HttpExchange exchange) {
        tell(initialHeaderListeners, headers, exchange);
    }

    @Override
    public void onHeaders(ResponseHeaders headers, HttpExchange exchange) {
        tell(headerListeners, headers, exchange);
    }

    @Override
    public void onConnectionError(HttpExchange exchange, int code, String message, Map<String, Object> details) {
        context.monitor().onRequestRefused(code, message);
        if (errorListeners.isEmpty()) {
            return;
        }
        ConnectionError error = new ConnectionError(EngineRequests.of(exchange), code, message, details);
        errorListeners.tell(listener -> listener.accept(error));
    }

    @Override
    public @Nullable String cookie(String sid) {
        return cookie == null ? null : CookieHeader.of(cookie, sid);
    }

    @Override
    public @Nullable OutboundPacket initialPacket() {
        return initialPacket;
    }

    private static void tell(
            HookListeners<BiConsumer<EngineRequest.Response, EngineRequest>> listeners,
            ResponseHeaders headers,
            HttpExchange exchange) {
        if (listeners.isEmpty()) {
            return;
        }
        EngineRequest request = EngineRequests.of(exchange);
        EngineRequest.Response response = new EngineRequests.Headers(headers);
        listeners.tell(listener -> listener.accept(response, request));
    }

    private void failed(String hook, Throwable cause) {
        context.operatorLog().userCodeFailed("engine hook " + hook, "/", cause);
    }
}
