package io.socketio.jakarta.web.container;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Upgrades requests on Tyrus (GlassFish, Payara), which ignores the configuration that is passed with an upgrade: it looks up a registered endpoint
 * by its path. So the request itself carries the endpoint of its connection to the registered endpoint. Seen with Tyrus 2.1.5; no longer needed when
 * {@code upgradeHttpToWebSocket} uses the endpoint instance of the given configuration.
 */
public final class TyrusUpgrade {

    private static final String ORIGIN = "origin";

    private TyrusUpgrade() {}

    public static boolean isNeeded(ServerContainer container) {
        return container.getClass().getName().startsWith("org.glassfish.tyrus.");
    }

    /**
     * Returns the request to pass to Tyrus. The engine has already recorded the real origin and principal.
     *
     * @param secret replaces the Origin header, because Tyrus checks that header first
     * @param endpoint of this connection
     */
    public static HttpServletRequest request(HttpServletRequest request, String secret, Endpoint endpoint) {
        return new Request(request, secret, new EndpointPrincipal(endpoint));
    }

    /** Returns the endpoint that the request of this session carried; null if it carried none. */
    public static @Nullable Endpoint endpointOf(Session session) {
        return session.getUserPrincipal() instanceof EndpointPrincipal principal ? principal.endpoint() : null;
    }

    /** Carries the endpoint. The principal is the only object that Tyrus copies from the request to the session and that no client can create. */
    private record EndpointPrincipal(Endpoint endpoint) implements Principal {

        @Override
        public String getName() {
            return "";
        }
    }

    private static final class Request extends HttpServletRequestWrapper {

        private final String secret;
        private final Principal principal;

        Request(HttpServletRequest request, String secret, Principal principal) {
            super(request);
            this.secret = secret;
            this.principal = principal;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(ORIGIN) ? secret : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(ORIGIN) ? Collections.enumeration(List.of(secret)) : super.getHeaders(name);
        }

        @Override
        public Principal getUserPrincipal() {
            return principal;
        }

        /** Returns no session: Tyrus would keep the connection open as long as the session lives. */
        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return null;
        }
    }
}
