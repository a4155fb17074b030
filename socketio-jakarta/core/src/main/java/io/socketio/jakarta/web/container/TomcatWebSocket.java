package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletContext;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies two settings that Tomcat's WebSocket needs, seen on Tomcat 10.1.59 and 11.0.25.
 *
 * <p>Buffers: Tomcat allocates the message buffers of a connection (24 KiB by default) before its endpoint can request smaller ones. So this class
 * reduces the default of the web application, but only if nothing else in it uses WebSocket: for other endpoints the same value is a limit. No longer
 * needed when an idle connection of an endpoint that requests small buffers in {@code onOpen} keeps no large ones.
 *
 * <p>Close: Tomcat blocks until the close frame is written, for up to 20 s by default. No longer needed when {@code Session.close} returns immediately.
 */
public final class TomcatWebSocket {

    /** The package of the endpoints of this library. */
    private static final String OWN_ENDPOINTS = "io.socketio.jakarta.web.websocket.";

    /** User property of a session; other containers ignore it. */
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** A close frame that does not fit into the buffer of the TCP connection within this time is not sent. */
    static final Long CLOSE_TIMEOUT_MS = 100L;

    private static final String NO_OTHER_ENDPOINTS = TomcatWebSocket.class.getName() + ".noOtherEndpoints";

    /**
     * Size of a connection's message buffers. Tomcat allocates them completely for each connection; larger messages arrive in parts, which costs a
     * little time and no memory.
     */
    public static final int BUFFER_BYTES = 512;

    private TomcatWebSocket() {}

    /**
     * Remembers whether the application has its own WebSocket endpoints.
     *
     * @param found the classes of the types that the {@code ServletContainerInitializer} handles; null if the container found none
     */
    public static void noteEndpoints(ServletContext context, @Nullable Set<Class<?>> found) {
        if (found == null || found.stream().noneMatch(TomcatWebSocket::isForeign)) {
            context.setAttribute(NO_OTHER_ENDPOINTS, true);
        }
    }

    private static boolean isForeign(Class<?> type) {
        String name = type.getName();
        boolean isEndpoint = Endpoint.class.isAssignableFrom(type)
                || ServerApplicationConfig.class.isAssignableFrom(type)
                || type.isAnnotationPresent(ServerEndpoint.class);
        return isEndpoint
                && !name.startsWith("jakarta.websocket.")
                && !name.startsWith("org.apache.tomcat.websocket.")
                && !name.startsWith(OWN_ENDPOINTS);
    }

    /** Reduces the default buffer size of the web application, unless it has other endpoints. */
    public static void shrinkBuffers(ServletContext context, ServerContainer container) {
        boolean alone = context.getAttribute(NO_OTHER_ENDPOINTS) != null;
        context.removeAttribute(NO_OTHER_ENDPOINTS);
        if (alone && isTomcat(container)) {
            container.setDefaultMaxTextMessageBufferSize(BUFFER_BYTES);
            container.setDefaultMaxBinaryMessageBufferSize(BUFFER_BYTES);
        }
    }

    /** @param part a session or a container */
    public static boolean isTomcat(Object part) {
        return part.getClass().getName().startsWith("org.apache.tomcat.");
    }

    /**
     * Limits the time for which a blocking send, such as that of a close frame, waits for the client or for another send.
     *
     * @param timeoutMs not negative
     */
    static void limitSends(Session session, Long timeoutMs) {
        session.getUserProperties().put(SEND_TIMEOUT, timeoutMs);
    }

    /**
     * Ends the TCP connection by the call with which Tomcat itself reacts to the close frame of the client. If a send is in flight, no close frame is tried: the
     * limit of 0 ms is that of the code for a normal closure; for an abnormal one Tomcat waits 50 ms.
     */
    static void abort(Session session) throws ReflectiveOperationException {
        if (session.isOpen()) {
            limitSends(session, 0L);
        }
        session.getClass()
                .getMethod("onClose", CloseReason.class)
                .invoke(session, new CloseReason(CloseCodes.NORMAL_CLOSURE, null));
    }
}
