package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.internal.engine.http.HandshakeRequest;
import io.socketio.jakarta.internal.engine.http.QueryParser;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.OriginOptions;
import io.socketio.jakarta.options.OriginOptions.Check;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.session.HttpSessionAttributes;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps strangers out: foreign web pages that use the credentials of a user, and requests that continue the connection of somebody else. */
final class CallerGuard {

    private static final int MAX_IN_MESSAGE = 100;

    private final OriginOptions origins;
    private final @Nullable CorsOptions cors;
    private final boolean bindToCaller;

    CallerGuard(SocketIoOptions options) {
        this.origins = options.allowedOrigins();
        this.cors = options.cors();
        this.bindToCaller = options.bindToCaller();
    }

    /** Why a handshake or an upgrade is refused; null when it is not. */
    @Nullable
    String originRefusal(HttpExchange exchange) {
        String origin = exchange.headers().get("origin");
        if (origin == null && QueryParser.asksForScript(exchange.rawQuery())) {
            origin = originOfScript(exchange.headers());
        }
        if (origin == null || origins.check() == Check.OFF) {
            return null;
        }
        Map<String, Object> attributes = exchange.attributes();
        boolean checked = origins.check() == Check.STRICT || attributes.containsKey(HttpExchange.CREDENTIALS);
        if (!checked || isAllowed(origin, attributes.get(HttpExchange.OWN_ORIGIN))) {
            return null;
        }
        return "Origin '" + (origin.length() > MAX_IN_MESSAGE ? origin.substring(0, MAX_IN_MESSAGE) : origin)
                + "' may not connect with credentials (SocketIoOptions.allowedOrigins, socketio.allowed-origins)";
    }

    /**
     * Any page may include a script of this server, and the browser sends the user's cookies but no {@code Origin}. Other headers name the page.
     *
     * @return null if the page is of the same origin or the user has entered the address; {@code "null"} if no header names it
     */
    private static @Nullable String originOfScript(Map<String, String> headers) {
        String site = headers.get("sec-fetch-site");
        if ("same-origin".equals(site) || "none".equals(site)) {
            return null;
        }
        String page = headers.get("referer");
        int host = page == null ? -1 : page.indexOf("://");
        if (page == null || host < 0) {
            return "null";
        }
        int end = page.indexOf('/', host + 3);
        return end < 0 ? page : page.substring(0, end);
    }

    private boolean isAllowed(String origin, @Nullable Object own) {
        return origin.equalsIgnoreCase(String.valueOf(own))
                || origins.allowed().contains(origin)
                || cors != null && (origin.equals(cors.fixedOrigin()) || matches(cors, origin));
    }

    private static boolean matches(CorsOptions cors, String origin) {
        return cors.originMatches() != null && cors.originMatches().test(origin);
    }

    /** Whether a request may continue a connection: one that began with a caller or an HttpSession goes on with the same. */
    boolean isSameCaller(HandshakeRequest first, HttpExchange exchange) {
        if (!bindToCaller) {
            return true;
        }
        Principal caller = callerOf(first.attributes());
        Object requested = first.attributes().get(HttpExchange.REQUESTED_SESSION_ID);
        if (caller == null && requested == null) {
            return true;
        }
        Principal callerNow = callerOf(exchange.attributes());
        if (caller != null && callerNow != null) {
            return Objects.equals(caller.getName(), callerNow.getName());
        }
        Object requestedNow = exchange.attributes().get(HttpExchange.REQUESTED_SESSION_ID);
        return requestedNow instanceof String id && isSession(id, requested, first);
    }

    private static @Nullable Principal callerOf(Map<String, Object> attributes) {
        return attributes.get(HttpExchange.PRINCIPAL) instanceof Principal caller ? caller : null;
    }

    /** The cookie of the handshake, or the id that its session has now: a login changes it. Some containers add the name of the node to the cookie. */
    private static boolean isSession(String id, @Nullable Object requested, HandshakeRequest first) {
        if (id.equals(requested)) {
            return true;
        }
        return first.attributes().get(HttpExchange.HTTP_SESSION) instanceof HttpSessionAttributes session
                && (id.equals(session.id()) || id.startsWith(session.id() + "."));
    }
}
