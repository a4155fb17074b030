package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.burst.LateFlushes;
import io.socketio.jakarta.internal.engine.http.EngineMiddleware;
import io.socketio.jakarta.internal.engine.http.EngineMiddlewareChain;
import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.engine.http.HttpCompression;
import io.socketio.jakarta.internal.engine.http.ParsedRequest;
import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.memory.MemoryBudget;
import io.socketio.jakarta.internal.engine.memory.MemoryLimits;
import io.socketio.jakarta.internal.engine.packet.EngineIo4;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.engine.port.WebSocketExchange;
import io.socketio.jakarta.internal.engine.revision.OpenPacket;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Verifies requests, opens sessions and finds them again. Thread-safe; no method blocks. */
public final class EngineServer {

    static final System.Logger LOG = Loggers.ENGINE;

    private static final EngineMiddleware[] NO_MIDDLEWARE = {};
    private static final WebSocketStage TURNED_AWAY = WebSocketTransport::close;

    private final EngineHooks hooks;
    private final Scheduler scheduler;
    private final MemoryBudget memory;
    private final PollingResponses answers;
    final LateFlushes lateFlushes;
    private final CopyOnWriteArrayList<EngineMiddleware> middlewares = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger closing = new AtomicInteger();
    private volatile EngineOptions options;
    private volatile RequestVerifier verifier;
    private volatile OpenPacket openPacket;
    private volatile boolean closed;

    /** Without limits on the memory of all sessions together. */
    public EngineServer(EngineOptions options, EngineHooks hooks, Scheduler scheduler) {
        this(
                options,
                hooks,
                scheduler,
                new MemoryBudget(MemoryLimits.NONE, scheduler, new RateLimitedLog(System::nanoTime)));
    }

    /**
     * @param hooks the owner's decisions; called without any lock held, on the thread that brought the request or completed a stage
     * @param scheduler runs heartbeats and timeouts; with a delay of zero also what must not happen on the caller's thread
     * @param memory what may wait in all sessions together
     */
    public EngineServer(EngineOptions options, EngineHooks hooks, Scheduler scheduler, MemoryBudget memory) {
        this.options = options;
        this.hooks = hooks;
        this.scheduler = scheduler;
        this.memory = memory;
        this.lateFlushes = new LateFlushes(scheduler);
        answers = new PollingResponses(hooks, new HttpCompression(options.httpCompressionThresholdBytes()));
        verifier = new RequestVerifier(options.transports(), sessions::get);
        openPacket = options.openPacket();
    }

    /**
     * Stops offering a transport that the container turns out not to have: new sessions are told of no upgrade to it, and requests that name it are
     * refused as unknown. To be called before the first request.
     */
    public void withdraw(TransportName transport) {
        options = options.without(transport);
        verifier = new RequestVerifier(options.transports(), sessions::get);
        openPacket = options.openPacket();
    }

    /** Appends a middleware; it sees the requests that come from now on. */
    public void use(EngineMiddleware middleware) {
        middlewares.add(middleware);
    }

    /** Number of open sessions. */
    public int sessionCount() {
        return sessions.size();
    }

    /** The sessions that have not ended: a live view. */
    public Iterable<EngineSession> sessions() {
        return sessions.values();
    }

    /** Number of WebSocket connections whose session has ended and whose TCP connection is still there. */
    public int closingCount() {
        return closing.get();
    }

    /** Discards every session at once; later requests are refused. Idempotent. */
    public void close() {
        closed = true;
        discardSessions();
    }

    /** Discards every session at once; their clients may open others. */
    public void discardSessions() {
        sessions.values().forEach(EngineSession::discard);
    }

    /** Takes any request under the engine's path; one that asks for an upgrade to WebSocket is a {@link WebSocketExchange}. */
    public void onRequest(HttpExchange exchange) {
        if (middlewares.isEmpty()) {
            onAdmitted(exchange);
            return;
        }
        new EngineMiddlewareChain(middlewares.toArray(NO_MIDDLEWARE), exchange, error -> {
                    if (error == null) {
                        onAdmitted(exchange);
                    } else {
                        LOG.log(
                                System.Logger.Level.DEBUG,
                                "a middleware has refused a request",
                                LogText.escaped(error));
                        refuse(exchange, ErrorResponse.badRequest("MIDDLEWARE_FAILURE"));
                    }
                })
                .run();
    }

    private void onAdmitted(HttpExchange exchange) {
        ParsedRequest request = ParsedRequest.of(exchange);
        ErrorResponse refusal = verifier.verify(request);
        String sid = request.sid();
        if (refusal == null && sid == null) {
            refusal = hooks.onHandshake(exchange);
        }
        if (refusal == null && (sid == null || request.isUpgrade())) {
            refusal = originRefusal(exchange);
        }
        if (refusal != null) {
            refuse(exchange, refusal);
        } else if (sid != null) {
            onSessionRequest(request, sid);
        } else if (closed) {
            LOG.log(System.Logger.Level.DEBUG, "a handshake was refused: the server is closed");
            exchange.respond(503, ErrorResponse.EMPTY_BODY);
        } else if (!memory.acceptsSessions()) {
            refuse(
                    exchange,
                    ErrorResponse.limited(503, MemoryBudget.RETRY_AFTER_SECONDS, "Too much waits in the server"));
        } else {
            new SessionHandshake(this, request).begin();
        }
    }

    private @Nullable ErrorResponse originRefusal(HttpExchange exchange) {
        String message = hooks.originRefusal(exchange);
        return message == null ? null : ErrorResponse.forbidden(message, "FORBIDDEN_ORIGIN");
    }

    private void onSessionRequest(ParsedRequest request, String sid) {
        EngineSession session = sessions.get(sid);
        if (session == null) {
            refuse(request.exchange(), ErrorResponse.unknownSid(sid));
        } else if (!hooks.isSameCaller(session.request(), request.exchange())) {
            refuse(
                    request.exchange(),
                    ErrorResponse.forbidden(
                            "The connection began with another caller (SocketIoOptions.bindToCaller)", "OTHER_CALLER"));
        } else if (!(request.exchange() instanceof WebSocketExchange upgrade)) {
            onHttp(session, request.exchange());
        } else if (request.transport() == TransportName.WEBSOCKET) {
            answers.notifyHeaderListeners(upgrade, false);
            accept(upgrade, session.revision(), request.wantsBase64(), new UpgradeProbe(session));
        } else {
            acceptAndClose(request);
        }
    }

    private static void onHttp(EngineSession session, HttpExchange exchange) {
        try {
            session.onHttp(exchange);
        } catch (Throwable t) {
            session.onThrown("a request", t);
            exchange.respond(500, ErrorResponse.EMPTY_BODY);
        }
    }

    EngineOptions options() {
        return options;
    }

    RateLimitedLog operatorLog() {
        return memory.operatorLog();
    }

    EngineHooks hooks() {
        return hooks;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    MemoryBudget memory() {
        return memory;
    }

    PollingResponses answers() {
        return answers;
    }

    boolean isClosed() {
        return closed;
    }

    @Nullable
    EngineSession session(String sid) {
        return sessions.get(sid);
    }

    /** What a new session sends first. */
    List<OutboundPacket> firstPackets(String sid, TransportName transport) {
        OutboundPacket open = openPacket.of(sid, transport);
        OutboundPacket initial = hooks.initialPacket();
        return initial == null ? List.of(open) : List.of(open, initial);
    }

    /** Makes the session known. @return null, or why it cannot open */
    @Nullable
    ErrorResponse register(EngineSession session) {
        SessionPermit permit = hooks.onOpening(session.request());
        ErrorResponse refusal = permit.refusal();
        if (refusal != null) {
            return refusal;
        }
        session.permit = permit;
        if (sessions.putIfAbsent(session.id(), session) != null) {
            permit.release();
            return ErrorResponse.badRequest(
                    "ID_GENERATION_ERROR", "error", new IllegalStateException("the generated id is in use"));
        }
        if (closed) {
            // Either close() has seen the session, or this has seen the close.
            session.discard();
        }
        return null;
    }

    void onClosing() {
        closing.incrementAndGet();
    }

    void onReleased() {
        closing.decrementAndGet();
    }

    void onEnded(EngineSession session) {
        try {
            sessions.remove(session.id(), session);
        } finally {
            session.permit.release();
        }
    }

    void accept(WebSocketExchange exchange, ProtocolRevision revision, boolean binaryAsText, WebSocketStage stage) {
        exchange.accept(
                options.maxPayloadBytes(),
                options.perMessageDeflate(),
                new WebSocketTransport(this, revision, binaryAsText, stage));
    }

    /** Answers an upgrade to a transport that is none: the reference accepts it and closes the connection. */
    void acceptAndClose(ParsedRequest request) {
        if (request.exchange() instanceof WebSocketExchange upgrade) {
            answers.notifyHeaderListeners(upgrade, request.sid() == null);
            accept(upgrade, EngineIo4.INSTANCE, false, TURNED_AWAY);
        }
    }

    void refuse(HttpExchange exchange, ErrorResponse refusal) {
        if (LOG.isLoggable(System.Logger.Level.DEBUG)) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    LogText.plain(exchange.method()) + " was refused: " + refusal.toLogText());
        }
        try {
            hooks.onConnectionError(
                    exchange, refusal.error().code(), refusal.error().message(), refusal.context());
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.ERROR, "EngineHooks.onConnectionError failed", LogText.escaped(e));
        }
        refusal.answer(exchange);
    }
}
