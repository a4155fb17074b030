package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.core.CoreServer;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.stream.Stream;

/** Releases an HttpSession that ends, by logout or expiry, and closes its sockets. The session itself is not touched. */
final class HttpSessionTracker implements HttpSessionListener, HttpSessionIdListener {

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        String id = event.getSession().getId();
        servers(event).forEach(server -> server.connections().onHttpSessionEnded(id));
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        String newId = event.getSession().getId();
        servers(event).forEach(server -> server.connections().onHttpSessionRenamed(oldId, newId));
    }

    private static Stream<CoreServer> servers(HttpSessionEvent event) {
        return Deployments.in(event.getSession().getServletContext()).all().stream()
                .map(Deployment::present)
                .filter(CoreServer.class::isInstance)
                .map(CoreServer.class::cast);
    }
}
