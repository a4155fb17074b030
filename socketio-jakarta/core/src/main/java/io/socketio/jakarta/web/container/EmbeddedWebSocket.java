package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/**
 * The WebSocket server of one container. An embedded container starts it only on request, and the application may not have requested it.
 * Implementations use the classes of their container by name, because the library depends on no container.
 */
interface EmbeddedWebSocket {

    /** Returns whether the context belongs to this container. */
    boolean owns(ServletContext context);

    /** Returns the name of the class that {@link #start} needs, from the artifact that contains the WebSocket server. */
    String neededClass(ServletContext context);

    /** Returns the artifact to add if that class is missing, as {@code groupId:artifactId}. */
    String artifact(ServletContext context);

    /**
     * Starts the WebSocket server, while the web application starts. Afterwards the context has the attribute
     * {@code jakarta.websocket.server.ServerContainer}.
     *
     * @param context the one that the library received at its registration: containers may pass a restricted context to listeners
     * @param needed the class of {@link #neededClass}
     * @return stops the server; called once, while the web application stops
     */
    Runnable start(ServletContext context, Class<?> needed) throws ReflectiveOperationException, ServletException;
}
