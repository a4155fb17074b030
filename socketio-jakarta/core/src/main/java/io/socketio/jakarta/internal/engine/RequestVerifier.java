package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.engine.http.ParsedRequest;
import io.socketio.jakarta.internal.engine.http.RequestError;
import io.socketio.jakarta.internal.engine.http.TransportName;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks a request, without blocking, in the order of the reference server. */
final class RequestVerifier {

    private final Set<TransportName> transports;
    private final Function<String, @Nullable EngineSession> sessions;

    RequestVerifier(Set<TransportName> transports, Function<String, @Nullable EngineSession> sessions) {
        this.transports = transports;
        this.sessions = sessions;
    }

    /** Returns why the request must be refused, or null if it is accepted. */
    @Nullable
    ErrorResponse verify(ParsedRequest request) {
        TransportName transport = request.transport();
        if (transport == null || !transports.contains(transport)) {
            String given = request.query().get("transport");
            return ErrorResponse.of(
                    RequestError.UNKNOWN_TRANSPORT, given == null ? Map.of() : Map.of("transport", given));
        }
        String origin = request.exchange().headers().get("origin");
        if (origin != null && !isHeaderValue(origin)) {
            return ErrorResponse.badRequest("INVALID_ORIGIN", "origin", origin);
        }
        String sid = request.sid();
        return sid == null ? verifyHandshake(request, transport) : verifySession(request, transport, sid);
    }

    private @Nullable ErrorResponse verifySession(ParsedRequest request, TransportName transport, String sid) {
        EngineSession session = sessions.apply(sid);
        if (session == null) {
            return ErrorResponse.unknownSid(sid);
        }
        TransportName current = session.transport();
        if (!request.isUpgrade() && transport != current) {
            return transportMismatch(transport, current);
        }
        int revision = "4".equals(request.query().get("EIO")) ? 4 : 3;
        if (revision != session.revision().number()) {
            return ErrorResponse.of(
                    RequestError.BAD_REQUEST,
                    Map.of(
                            "name",
                            "PROTOCOL_MISMATCH",
                            "protocol",
                            revision,
                            "previousProtocol",
                            session.revision().number()));
        }
        if (!request.isUpgrade() && transport == TransportName.WEBSOCKET) {
            // The reference server does not respond to such a request at all.
            return ErrorResponse.badRequest("TRANSPORT_HANDSHAKE_ERROR");
        }
        return null;
    }

    private static @Nullable ErrorResponse verifyHandshake(ParsedRequest request, TransportName transport) {
        String method = request.exchange().method();
        if (!method.equals("GET")) {
            return ErrorResponse.of(RequestError.BAD_HANDSHAKE_METHOD, Map.of("method", method));
        }
        if (transport == TransportName.WEBSOCKET && !request.isUpgrade()) {
            return ErrorResponse.badRequest("TRANSPORT_HANDSHAKE_ERROR");
        }
        return null;
    }

    static ErrorResponse transportMismatch(TransportName transport, TransportName current) {
        return ErrorResponse.of(
                RequestError.BAD_REQUEST,
                Map.of(
                        "name", "TRANSPORT_MISMATCH",
                        "transport", transport.wire(),
                        "previousTransport", current.wire()));
    }

    private static boolean isHeaderValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean allowed = c == '\t' || c >= 0x20 && c <= 0x7e || c >= 0x80 && c <= 0xff;
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}
