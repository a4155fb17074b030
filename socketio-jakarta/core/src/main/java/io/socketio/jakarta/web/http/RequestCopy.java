package io.socketio.jakarta.web.http;

import io.socketio.jakarta.internal.engine.http.QueryParser;
import io.socketio.jakarta.internal.engine.http.SharedTexts;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.web.session.CapturedHttpSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the engine may know of a request. Containers recycle their request objects, so nothing refers to them. */
record RequestCopy(
        String method,
        String path,
        String rawQuery,
        Map<String, String> headers,
        String remoteAddress,
        boolean secure,
        Map<String, Object> attributes) {

    /** The names of usual headers: one string for all requests, since the headers of a handshake live as long as its session. */
    private static final Map<String, String> NAMES = same(
            "host",
            "connection",
            "upgrade",
            "origin",
            "user-agent",
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "pragma",
            "cookie",
            "referer",
            "content-type",
            "content-length",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-extensions",
            "sec-fetch-dest",
            "sec-fetch-mode",
            "sec-fetch-site",
            "x-forwarded-for",
            "x-forwarded-proto");

    /** Headers whose values are the same for many clients, and no secrets. */
    private static final Set<String> SHARED = Set.of(
            "host",
            "connection",
            "upgrade",
            "origin",
            "user-agent",
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "pragma",
            "sec-ch-ua",
            "sec-ch-ua-mobile",
            "sec-ch-ua-platform",
            "sec-websocket-version",
            "sec-websocket-extensions",
            "x-forwarded-host",
            "x-forwarded-proto");

    private static final SharedTexts VALUES = new SharedTexts();

    /** Servlet specification, section 3.10. */
    private static final String CLIENT_CERTIFICATE = "jakarta.servlet.request.X509Certificate";

    private static Map<String, String> same(String... texts) {
        Map<String, String> same = new HashMap<>();
        for (String text : texts) {
            same.put(text, text);
        }
        return same;
    }

    /** @param roles which of the caller's roles to note */
    static RequestCopy of(HttpServletRequest request, Set<String> roles) {
        String query = request.getQueryString();
        String address = request.getRemoteAddr();
        return new RequestCopy(
                request.getMethod(),
                request.getRequestURI(),
                query == null ? "" : query,
                headersOf(request),
                address == null ? "" : address,
                request.isSecure(),
                attributesOf(request, roles, isFirst(query)));
    }

    /**
     * Whether this is the first request of a session. Later ones are not asked for their HttpSession: that counts as a use of it, so an open page that
     * polls would never be logged out. Decided as the engine does, or a client could hide its HttpSession from us.
     */
    private static boolean isFirst(@Nullable String query) {
        if (query == null || !query.contains("sid=")) {
            return true;
        }
        String sid = QueryParser.parse(query).get("sid");
        return sid == null || sid.isEmpty();
    }

    private static Map<String, String> headersOf(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            String key = lowerCase(name);
            if (!headers.containsKey(key)) {
                String value = joined(request.getHeaders(name), key.equals("cookie") ? "; " : ", ");
                headers.put(key, SHARED.contains(key) ? VALUES.share(value) : value);
            }
        }
        return Collections.unmodifiableMap(headers);
    }

    private static String lowerCase(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return NAMES.getOrDefault(key, key);
    }

    private static String joined(Enumeration<String> values, String separator) {
        String first = values.hasMoreElements() ? values.nextElement() : "";
        if (!values.hasMoreElements()) {
            return first;
        }
        StringBuilder all = new StringBuilder(first);
        while (values.hasMoreElements()) {
            all.append(separator).append(values.nextElement());
        }
        return all.toString();
    }

    private static Set<String> rolesOf(HttpServletRequest request, Set<String> roles) {
        if (roles.isEmpty()) {
            return Set.of();
        }
        Set<String> held = new HashSet<>();
        for (String role : roles) {
            if (request.isUserInRole(role)) {
                held.add(role);
            }
        }
        return Set.copyOf(held);
    }

    private static Map<String, Object> attributesOf(HttpServletRequest request, Set<String> roles, boolean isFirst) {
        Map<String, Object> attributes = new HashMap<>(4);
        Principal principal = request.getUserPrincipal();
        String requestedSession = request.getRequestedSessionId();
        if (principal != null) {
            attributes.put(HttpExchange.PRINCIPAL, principal);
        }
        if (requestedSession != null && (!isFirst || request.isRequestedSessionIdValid())) {
            attributes.put(HttpExchange.REQUESTED_SESSION_ID, requestedSession);
        }
        if (request.getHeader("origin") != null || isScript(request)) {
            attributes.put(HttpExchange.OWN_ORIGIN, ownOrigin(request));
            if (hasCredentials(request, principal)) {
                attributes.put(HttpExchange.CREDENTIALS, true);
            }
        }
        if (isFirst) {
            addSession(request, principal, roles, attributes);
        }
        return attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(attributes);
    }

    /** Browsers send no origin with the request for a script. */
    private static boolean isScript(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null && QueryParser.asksForScript(query);
    }

    private static void addSession(
            HttpServletRequest request,
            @Nullable Principal principal,
            Set<String> roles,
            Map<String, Object> attributes) {
        HttpSession session = request.getSession(false);
        if (principal != null) {
            attributes.put(HttpExchange.ROLES, rolesOf(request, roles));
        }
        if (session != null) {
            attributes.put(HttpExchange.HTTP_SESSION_ID, session.getId());
            attributes.put(HttpExchange.HTTP_SESSION, new CapturedHttpSession(session));
        }
    }

    /** Whatever a browser sends along by itself, or a filter found out. */
    private static boolean hasCredentials(HttpServletRequest request, @Nullable Principal principal) {
        return principal != null
                || request.getHeader("cookie") != null
                || request.getHeader("authorization") != null
                || request.getRequestedSessionId() != null
                || request.getAttribute(CLIENT_CERTIFICATE) != null;
    }

    /** Omits the values of headers, query and attributes, which may be secret. */
    @Override
    public String toString() {
        return "RequestCopy[" + LogText.plain(method) + " " + LogText.path(path) + ", headers "
                + LogText.names(headers.keySet()) + ", attributes " + LogText.names(attributes.keySet()) + ", "
                + remoteAddress + "]";
    }

    /** As an {@code Origin} header would name this server: without the port where it is that of the scheme. */
    private static String ownOrigin(HttpServletRequest request) {
        String scheme = request.getScheme();
        int port = request.getServerPort();
        boolean isDefault = port <= 0 || scheme.equals("http") && port == 80 || scheme.equals("https") && port == 443;
        return scheme + "://" + request.getServerName() + (isDefault ? "" : ":" + port);
    }
}
