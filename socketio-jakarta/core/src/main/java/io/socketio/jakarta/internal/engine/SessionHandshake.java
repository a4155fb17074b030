package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.engine.http.ParsedRequest;
import io.socketio.jakarta.internal.engine.http.RequestError;
import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.EngineIo4;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.WebSocketExchange;
import io.socketio.jakarta.internal.log.LogText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Handles the first request of a session after its verification: asks the owner, generates an id and opens the session. Its steps may complete on
 * different threads.
 */
final class SessionHandshake implements WebSocketStage {

    private final EngineServer server;
    private final ParsedRequest request;
    private final HttpExchange exchange;

    /** The id of the new session; empty until it is known. */
    private String id = "";

    /** The protocol revision of the new session; chosen before the session is opened. */
    private ProtocolRevision revision = EngineIo4.INSTANCE;

    SessionHandshake(EngineServer server, ParsedRequest request) {
        this.server = server;
        this.request = request;
        this.exchange = request.exchange();
    }

    void begin() {
        CompletionStage<@Nullable String> decision;
        try {
            decision = server.hooks().allowRequest(exchange);
        } catch (Throwable e) {
            onDecision(null, e);
            return;
        }
        decision.whenComplete(this::onDecision);
    }

    private void onDecision(@Nullable String refusal, @Nullable Throwable failure) {
        try {
            goOn(refusal, failure);
        } catch (Throwable t) {
            onThrown(t);
        }
    }

    /** A stage would swallow the exception, and the client would wait for its response. */
    private void onThrown(Throwable cause) {
        EngineServer.LOG.log(System.Logger.Level.ERROR, "a handshake has failed", LogText.escaped(cause));
        exchange.respond(500, ErrorResponse.EMPTY_BODY);
    }

    private void goOn(@Nullable String refusal, @Nullable Throwable failure) {
        if (failure != null) {
            EngineServer.LOG.log(
                    System.Logger.Level.DEBUG,
                    "allowRequest failed; the handshake is refused",
                    LogText.escaped(failure));
        }
        if (refusal != null || failure != null) {
            String given = refusal == null ? "" : refusal;
            String message = given.isEmpty() ? RequestError.FORBIDDEN.message() : given;
            server.refuse(exchange, new ErrorResponse(RequestError.FORBIDDEN, message, Map.of("message", given)));
        } else if (isUpgradeToPolling()) {
            server.acceptAndClose(request);
        } else {
            chooseRevision();
        }
    }

    private boolean isUpgradeToPolling() {
        return request.isUpgrade() && request.transport() != TransportName.WEBSOCKET;
    }

    private void chooseRevision() {
        ProtocolRevision chosen = server.hooks().revision(request.query());
        if (chosen == null) {
            server.refuse(exchange, ErrorResponse.of(RequestError.UNSUPPORTED_PROTOCOL_VERSION, Map.of("protocol", 3)));
        } else {
            revision = chosen;
            generateId();
        }
    }

    private void generateId() {
        CompletionStage<String> generated;
        try {
            generated = server.hooks().generateId(exchange);
        } catch (Throwable e) {
            refuseId(e);
            return;
        }
        generated.whenComplete(this::onId);
    }

    private void onId(@Nullable String generated, @Nullable Throwable failure) {
        try {
            if (failure != null) {
                refuseId(failure);
            } else if (generated == null || generated.isEmpty() || server.session(generated) != null) {
                refuseId(new IllegalStateException("the generated id is empty or in use"));
            } else {
                id = generated;
                open();
            }
        } catch (Throwable t) {
            onThrown(t);
        }
    }

    private void refuseId(Throwable failure) {
        server.refuse(exchange, ErrorResponse.badRequest("ID_GENERATION_ERROR", "error", failure));
    }

    private void open() {
        if (server.isClosed()) {
            exchange.respond(503, ErrorResponse.EMPTY_BODY);
        } else if (exchange instanceof WebSocketExchange upgrade) {
            server.answers().notifyHeaderListeners(exchange, true);
            server.accept(upgrade, revision, request.wantsBase64(), this);
        } else {
            openPolling();
        }
    }

    private void openPolling() {
        EngineSession session = new EngineSession(
                server, id, request.toHandshakeRequest(), revision, opened -> new PollingTransport(opened, exchange));
        List<OutboundPacket> first = server.firstPackets(id, TransportName.POLLING);
        ErrorResponse refusal = server.register(session);
        if (refusal == null) {
            server.answers().addCommonHeaders(exchange);
            session.open(first);
        } else {
            server.refuse(exchange, refusal);
        }
    }

    @Override
    public void onOpen(WebSocketTransport socket) {
        EngineSession session = new EngineSession(server, id, request.toHandshakeRequest(), revision, opened -> socket);
        List<OutboundPacket> first = server.firstPackets(id, TransportName.WEBSOCKET);
        socket.toStage(session.inbound);
        if (server.register(session) == null) {
            session.open(first);
        } else {
            socket.close();
        }
    }
}
