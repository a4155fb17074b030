package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Starts the WebSocket server of an embedded Tomcat. Tomcat does that only if the application adds {@code WsSci} or {@code WsContextListener}; a
 * Tomcat that deploys WARs finds {@code WsSci} itself. The listener does nothing if the server already runs, so this class works with both. Seen on
 * Tomcat 10.1.59 and 11.0.22.
 */
final class TomcatWebSocketStart implements EmbeddedWebSocket {

    @Override
    public boolean owns(ServletContext context) {
        return context.getClass().getName().startsWith("org.apache.catalina.core.");
    }

    @Override
    public String neededClass(ServletContext context) {
        return "org.apache.tomcat.websocket.server.WsContextListener";
    }

    @Override
    public String artifact(ServletContext context) {
        return "org.apache.tomcat.embed:tomcat-embed-websocket";
    }

    @Override
    public Runnable start(ServletContext context, Class<?> needed) throws ReflectiveOperationException {
        ServletContextListener listener =
                (ServletContextListener) needed.getConstructor().newInstance();
        listener.contextInitialized(new ServletContextEvent(context));
        return () -> listener.contextDestroyed(new ServletContextEvent(context));
    }
}
