package io.socketio.jakarta.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Tyrus sees of an upgrade. It looks for an endpoint that was registered before and knows nothing of ours, so the request itself brings it, see
 * {@link Passage} and {@link Handover}. The real origin and principal are the engine's affair; it has them already.
 */
final class HandoverRequest extends UpgradeRequest {

    private static final String ORIGIN = "origin";

    private final Passage passage;
    private final Handover handover;

    /** Without extensions: Tyrus would announce permessage-deflate and not do it. */
    HandoverRequest(HttpServletRequest request, Passage passage, SocketIoEndpoint endpoint) {
        super(request, false);
        this.passage = passage;
        this.handover = new Handover(endpoint);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase(ORIGIN) ? passage.password() : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase(ORIGIN)
                ? Collections.enumeration(List.of(passage.password()))
                : super.getHeaders(name);
    }

    @Override
    public Principal getUserPrincipal() {
        return handover;
    }

    /** Tyrus would keep the connection for as long as this lives. */
    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return null;
    }
}
