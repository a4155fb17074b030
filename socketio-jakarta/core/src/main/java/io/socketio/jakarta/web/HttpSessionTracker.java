package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.core.CoreServer;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import org.jspecify.annotations.Nullable;

/** Releases an HttpSession that ends, by logout or expiry, and closes its sockets. The session itself is not touched. */
final class HttpSessionTracker implements HttpSessionListener, HttpSessionIdListener {

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        CoreServer server = server(event);
        if (server != null) {
            server.connections().onHttpSessionEnded(event.getSession().getId());
        }
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        CoreServer server = server(event);
        if (server != null) {
            server.connections().onHttpSessionRenamed(oldId, event.getSession().getId());
        }
    }

    private static @Nullable CoreServer server(HttpSessionEvent event) {
        Deployment deployment = Deployment.of(event.getSession().getServletContext());
        return deployment != null && deployment.present() instanceof CoreServer server ? server : null;
    }
}
