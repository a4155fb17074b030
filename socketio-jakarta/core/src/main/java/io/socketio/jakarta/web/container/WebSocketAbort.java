package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * Ends the TCP connection of a WebSocket session at once. Jakarta WebSocket has no call for that: {@code close} sends a frame, for which some containers
 * wait behind a stalled send, and then waits for the client. Tomcat, Undertow and Jetty have public methods of their own, called here by name because the
 * library depends on no container. On others an idle timeout has to do.
 *
 * <p>Seen on Tomcat 10.1.59 and 11.0.25, Undertow 2.3.23 (WildFly 39) and Jetty 12.0.31. No longer needed when {@code close} ends the connection of a client
 * that reads nothing within seconds.
 */
public final class WebSocketAbort {

    /** Closes the TCP connection of a client that does not answer the close frame. Too short for {@code close} itself to take effect. */
    private static final long IDLE_TIMEOUT_MS = 2_000;

    private enum Container {
        TOMCAT("org.apache.tomcat."),
        UNDERTOW("io.undertow."),
        JETTY("org.eclipse.jetty."),
        OTHER("");

        private final String prefix;

        Container(String prefix) {
            this.prefix = prefix;
        }

        static Container of(Session session) {
            String name = session.getClass().getName();
            for (Container each : values()) {
                if (name.startsWith(each.prefix)) {
                    return each;
                }
            }
            return OTHER;
        }
    }

    private WebSocketAbort() {}

    /** Returns whether {@link #abort} ends the connection at once and does not block. */
    public static boolean isKnown(Session session) {
        return Container.of(session) != Container.OTHER;
    }

    /** Makes the following {@code close} return soon, as far as the container can be told. */
    public static void prepareClose(Session session) {
        switch (Container.of(session)) {
            case TOMCAT -> TomcatWebSocket.limitSends(session, TomcatWebSocket.CLOSE_TIMEOUT_MS);
            case OTHER -> session.setMaxIdleTimeout(IDLE_TIMEOUT_MS);
            default -> {
                // Their close writes what it can and returns.
            }
        }
    }

    /** Returns whether the TCP connection is gone, as far as the container tells. */
    public static boolean isGone(Session session) {
        try {
            return switch (Container.of(session)) {
                case TOMCAT -> is(session, "isClosed");
                case JETTY -> is(call(session, "getCoreSession"), "isClosed");
                default -> !session.isOpen();
            };
        } catch (ReflectiveOperationException | RuntimeException e) {
            Loggers.ENGINE.log(Level.DEBUG, "the container does not tell whether a WebSocket connection is gone", e);
            return false;
        }
    }

    /** Ends the TCP connection. Does nothing if it is gone. */
    public static void abort(Session session) {
        try {
            switch (Container.of(session)) {
                case TOMCAT -> TomcatWebSocket.abort(session);
                case UNDERTOW -> call(session, "forceClose");
                case JETTY -> call(session, "abort");
                default -> session.close();
            }
        } catch (ReflectiveOperationException | IOException | RuntimeException e) {
            Loggers.ENGINE.log(Level.DEBUG, "a WebSocket connection could not be aborted", e);
        }
    }

    static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }

    private static boolean is(Object target, String method) throws ReflectiveOperationException {
        return Boolean.TRUE.equals(call(target, method));
    }
}
