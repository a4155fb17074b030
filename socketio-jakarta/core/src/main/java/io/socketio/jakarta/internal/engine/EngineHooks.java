package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.engine.http.HandshakeRequest;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import io.socketio.jakarta.internal.engine.revision.ProtocolRevisions;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the owner of an {@link EngineServer} decides and wants to know. Implementations do not block; slow decisions complete later. */
public interface EngineHooks {

    /** A session has been opened and registered; it accepts packets. Called after its open packet was queued (and, for polling, answered). */
    SessionListener onSession(EngineSession session);

    /**
     * The revision of the protocol that a new session speaks.
     *
     * @param query of the handshake; {@code EIO} names the revision
     * @return null if this server does not speak it: the handshake is refused with {@code UNSUPPORTED_PROTOCOL_VERSION}
     */
    default @Nullable ProtocolRevision revision(Map<String, String> query) {
        return ProtocolRevisions.of(query, false);
    }

    /** Counts a handshake before anything else is asked. Must not block. @return why it is refused, or null */
    default @Nullable ErrorResponse onHandshake(HttpExchange exchange) {
        return null;
    }

    /** Counts a session that is about to open. Must not block. @return its permit, which is released when the session ends */
    default SessionPermit onOpening(HandshakeRequest request) {
        return SessionPermit.FREE;
    }

    /** Whether a handshake may go on: completes with null to allow it, or with the message to refuse it (empty: {@code Forbidden}). */
    CompletionStage<@Nullable String> allowRequest(HttpExchange exchange);

    /**
     * Why a handshake or an upgrade from this page is refused, or null when it is not. Asked before {@link #allowRequest}; must not block.
     */
    default @Nullable String originRefusal(HttpExchange exchange) {
        return null;
    }

    /** Whether this request may continue the session: it comes from the same caller. Must not block. */
    default boolean isSameCaller(HandshakeRequest first, HttpExchange exchange) {
        return true;
    }

    /** A new session id; 20 characters by default. Failure refuses the handshake with {@code ID_GENERATION_ERROR}. */
    CompletionStage<String> generateId(HttpExchange exchange);

    /** Headers of the first answer of a session are about to be written and may be changed. */
    void onInitialHeaders(ResponseHeaders headers, HttpExchange exchange);

    /** Headers of any answer of a session may be changed: of a poll when it arrives, of others when they are about to be written. */
    void onHeaders(ResponseHeaders headers, HttpExchange exchange);

    /** A request was refused. @param context as in the reference, for example {@code {name: "TRANSPORT_MISMATCH", …}} */
    void onConnectionError(HttpExchange exchange, int code, String message, Map<String, Object> context);

    /** Value of the {@code Set-Cookie} header of a polling handshake, or null for none. */
    @Nullable
    String cookie(String sid);

    /** The packet (with type digit) to queue right behind the open packet, or null for none. */
    @Nullable
    OutboundPacket initialPacket();
}
