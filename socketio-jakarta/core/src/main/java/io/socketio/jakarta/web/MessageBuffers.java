package io.socketio.jakarta.web;

import jakarta.servlet.ServletContext;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat allocates the message buffers of a connection (24 KiB by default) when it is made, before its endpoint may ask for smaller ones. So the
 * default of the web application is lowered, but only when nothing else in it uses WebSocket: for other endpoints the same figure is a limit.
 */
final class MessageBuffers {

    private static final String NO_OTHER_ENDPOINTS = MessageBuffers.class.getName() + ".noOtherEndpoints";

    /**
     * Size that Tomcat's message buffers shall have. It allocates them whole for each connection; larger messages come in parts, which costs a little
     * time and no memory.
     */
    static final int TOMCAT_BYTES = 512;

    /** Undertow takes the size for a limit of binary messages, even if they come in parts; 0 stands for none. */
    private static final int UNLIMITED = 0;

    private MessageBuffers() {}

    /**
     * Asks for buffers as small as may be.
     *
     * @param maxBytes of a message; whether it is longer is for us to find out, and never for the container
     */
    static void set(Session session, int maxBytes) {
        int bytes = isTomcat(session) ? TOMCAT_BYTES : isUndertow(session) ? UNLIMITED : maxBytes;
        session.setMaxTextMessageBufferSize(bytes);
        session.setMaxBinaryMessageBufferSize(bytes);
    }

    /** @param found what the container found of the types that {@link SocketIoInitializer} handles, or null when nothing */
    static void noteEndpoints(ServletContext context, @Nullable Set<Class<?>> found) {
        if (found == null || found.stream().noneMatch(MessageBuffers::isForeign)) {
            context.setAttribute(NO_OTHER_ENDPOINTS, true);
        }
    }

    private static boolean isForeign(Class<?> type) {
        String name = type.getName();
        return !name.startsWith("jakarta.websocket.")
                && !name.startsWith("org.apache.tomcat.websocket.")
                && !name.startsWith(SocketIoEndpoint.class.getName())
                && !name.startsWith(HiddenEndpoint.class.getName());
    }

    static void shrink(ServletContext context, ServerContainer container) {
        boolean alone = context.getAttribute(NO_OTHER_ENDPOINTS) != null;
        context.removeAttribute(NO_OTHER_ENDPOINTS);
        if (alone && isTomcat(container)) {
            container.setDefaultMaxTextMessageBufferSize(TOMCAT_BYTES);
            container.setDefaultMaxBinaryMessageBufferSize(TOMCAT_BYTES);
        }
    }

    /** @param part a session or a container */
    static boolean isTomcat(Object part) {
        return part.getClass().getName().startsWith("org.apache.tomcat.");
    }

    private static boolean isUndertow(Session session) {
        return session.getClass().getName().startsWith("io.undertow.");
    }
}
