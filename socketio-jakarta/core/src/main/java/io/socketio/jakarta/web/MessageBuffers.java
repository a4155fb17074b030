package io.socketio.jakarta.web;

import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat allocates the message buffers of a connection (24 KiB by default) when it is made, before its endpoint may ask for smaller ones. So the
 * default of the web application is lowered, but only when nothing else in it uses WebSocket: for other endpoints the same figure is a limit.
 */
final class MessageBuffers {

    private static final String NO_OTHER_ENDPOINTS = MessageBuffers.class.getName() + ".noOtherEndpoints";

    private MessageBuffers() {}

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
        if (alone && container.getClass().getName().startsWith("org.apache.tomcat.")) {
            container.setDefaultMaxTextMessageBufferSize(SocketIoEndpoint.MESSAGE_BUFFER_BYTES);
            container.setDefaultMaxBinaryMessageBufferSize(SocketIoEndpoint.MESSAGE_BUFFER_BYTES);
        }
    }
}
