package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.core.connection.HttpSessions;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Objects;
import java.util.stream.Stream;

/** Releases an HttpSession that ends, by logout or expiry, and closes its sockets. The session itself is not touched. */
final class HttpSessionTracker implements HttpSessionListener, HttpSessionIdListener {

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        String id = event.getSession().getId();
        servers(event).forEach(server -> server.onEnded(id));
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        String newId = event.getSession().getId();
        servers(event).forEach(server -> server.onRenamed(oldId, newId));
    }

    private static Stream<HttpSessions> servers(HttpSessionEvent event) {
        return Deployments.in(event.getSession().getServletContext()).all().stream()
                .map(Deployment::httpSessions)
                .filter(Objects::nonNull);
    }
}
