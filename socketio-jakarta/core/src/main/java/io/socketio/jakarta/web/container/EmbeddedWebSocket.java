package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/**
 * The WebSocket server of one container. A container that is embedded starts it only on request, and whoever embeds the container may not have made
 * that request. Each implementation uses its container by name, because the library has no dependency on any.
 */
interface EmbeddedWebSocket {

    /** Whether the context belongs to this container. */
    boolean owns(ServletContext context);

    /** The class that {@link #start} needs, of the artifact that brings the WebSocket server. */
    String neededClass(ServletContext context);

    /** The artifact to add when that class is missing, as {@code groupId:artifactId}. */
    String artifact(ServletContext context);

    /**
     * Starts the WebSocket server, while the web application starts. Afterwards the context has the attribute
     * {@code jakarta.websocket.server.ServerContainer}.
     *
     * @param context as the library got it at its registration: the one that containers show to listeners may be restricted
     * @param needed the class of {@link #neededClass}
     * @return stops it; called once, while the web application stops
     */
    Runnable start(ServletContext context, Class<?> needed) throws ReflectiveOperationException, ServletException;
}
