package io.socketio.jakarta.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Shows the container only what it needs for the handshake. Containers keep headers and query as long as the connection lives: that would be memory,
 * and secrets (cookies, session ids). A query that is no valid URI, which the wire allows, would even fail the upgrade.
 */
final class UpgradeRequest extends HttpServletRequestWrapper {

    private static final String EXTENSIONS = "sec-websocket-extensions";

    private static final Set<String> NEEDED = Set.of(
            "host",
            "connection",
            "upgrade",
            "origin",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-protocol",
            EXTENSIONS);

    private final boolean extensions;

    /** @param extensions whether the container may see which extensions the client offers */
    UpgradeRequest(HttpServletRequest request, boolean extensions) {
        super(request);
        this.extensions = extensions;
    }

    private boolean isHidden(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return !NEEDED.contains(key) || (!extensions && key.equals(EXTENSIONS));
    }

    @Override
    public String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(this::isHidden);
        return Collections.enumeration(names);
    }

    @Override
    public String getQueryString() {
        return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }
}
