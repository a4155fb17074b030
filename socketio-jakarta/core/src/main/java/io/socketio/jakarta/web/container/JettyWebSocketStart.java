package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the WebSocket server of an embedded Jetty. Jetty does that only if the application calls
 * {@code JakartaWebSocketServletContainerInitializer}; with annotation scanning Jetty finds that initializer itself. The server stops with its
 * context. Seen on Jetty 12.0.36 (ee10) and 12.1.10 (ee11).
 */
final class JettyWebSocketStart implements EmbeddedWebSocket {

    /** Jetty contains the same classes once per version of Jakarta EE, in packages that differ in this part. */
    private static final Pattern ENVIRONMENT = Pattern.compile("org\\.eclipse\\.jetty\\.(ee\\d+)\\..*");

    @Override
    public boolean owns(ServletContext context) {
        return matcher(context).matches();
    }

    private static Matcher matcher(ServletContext context) {
        return ENVIRONMENT.matcher(context.getClass().getName());
    }

    private static String environment(ServletContext context) {
        Matcher matcher = matcher(context);
        return matcher.matches() ? matcher.group(1) : "";
    }

    @Override
    public String neededClass(ServletContext context) {
        return "org.eclipse.jetty." + environment(context)
                + ".websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer";
    }

    @Override
    public String artifact(ServletContext context) {
        String environment = environment(context);
        return "org.eclipse.jetty." + environment + ".websocket:jetty-" + environment + "-websocket-jakarta-server";
    }

    @Override
    public Runnable start(ServletContext context, Class<?> needed) throws ReflectiveOperationException {
        Class<?> handlerType = Class.forName(
                "org.eclipse.jetty." + environment(context) + ".servlet.ServletContextHandler",
                true,
                needed.getClassLoader());
        Object handler = handlerType
                .getMethod("getServletContextHandler", ServletContext.class)
                .invoke(null, context);
        needed.getMethod("initialize", handlerType).invoke(null, handler);
        return () -> {};
    }
}
