package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket server of a web application, or the reason why there is none. If the container is embedded and has started none, this class starts
 * the one on the class path.
 *
 * @param missing why there is none, and what to do; null if there is one
 * @param stop stops the server that this class has started
 */
public record WebSocketStart(@Nullable String missing, Runnable stop) {

    /** The attribute in which the specification stores the server. A literal, because the class that defines it may be missing. */
    public static final String ATTRIBUTE = "jakarta.websocket.server.ServerContainer";

    private static final List<EmbeddedWebSocket> EMBEDDED =
            List.of(new TomcatWebSocketStart(), new JettyWebSocketStart(), new UndertowWebSocketStart());

    /**
     * Looks for the WebSocket server and starts it if necessary. Call it while the listeners of the web application start; by then the container has
     * started everything that it starts by itself.
     */
    public static WebSocketStart in(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) != null) {
            return new WebSocketStart(null, () -> {});
        }
        for (EmbeddedWebSocket embedded : EMBEDDED) {
            if (embedded.owns(context)) {
                return start(embedded, context);
            }
        }
        return missing("the container has started none; switch its WebSocket feature on");
    }

    private static WebSocketStart start(EmbeddedWebSocket embedded, ServletContext context) {
        Class<?> needed;
        try {
            needed = Class.forName(embedded.neededClass(context), true, context.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return missing(embedded.artifact(context) + " is not on the class path; add it");
        }
        try {
            Runnable stop = embedded.start(context, needed);
            if (context.getAttribute(ATTRIBUTE) != null) {
                return new WebSocketStart(null, stop);
            }
            return missing("it could not be started");
        } catch (ReflectiveOperationException | ServletException | RuntimeException | LinkageError e) {
            Loggers.SERVER.log(Level.DEBUG, "the WebSocket server could not be started", e);
            return missing("it could not be started: " + (e.getCause() == null ? e : e.getCause()));
        }
    }

    private static WebSocketStart missing(String reason) {
        return new WebSocketStart(reason, () -> {});
    }
}
