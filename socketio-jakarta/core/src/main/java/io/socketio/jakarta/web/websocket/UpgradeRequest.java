package io.socketio.jakarta.web.websocket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request wrapper that shows the container only what it needs for the handshake. Containers keep headers and query as long as the connection lives:
 * that would cost memory and retain secrets (cookies, session ids). A query that is not a valid URI, which the protocol allows, would even fail the
 * upgrade.
 */
public class UpgradeRequest extends HttpServletRequestWrapper {

    private static final String EXTENSIONS = "sec-websocket-extensions";

    private static final List<String> NEEDED = List.of(
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
    public UpgradeRequest(HttpServletRequest request, boolean extensions) {
        super(request);
        this.extensions = extensions;
    }

    private boolean isHidden(String name) {
        if (!extensions && name.equalsIgnoreCase(EXTENSIONS)) {
            return true;
        }
        for (String needed : NEEDED) {
            if (needed.equalsIgnoreCase(name)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    /** Returns shared constants as names: Tomcat would keep two strings for each name. */
    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = new ArrayList<>(NEEDED.size());
        for (String needed : NEEDED) {
            if (getHeader(needed) != null) {
                names.add(needed);
            }
        }
        return Collections.enumeration(names);
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    /**
     * Returns the existing session and never creates one: Liberty calls this method, and would keep a new session for each connection of a client
     * without cookies.
     */
    @Override
    public @Nullable HttpSession getSession() {
        return getSession(false);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return super.getSession(false);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }
}
