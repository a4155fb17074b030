package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a container needs for connections that are upgraded with {@code HttpServletRequest.upgrade}, beyond the API: the API cannot close a connection
 * whose client neither reads nor sends. Implementations use the classes of their container by name.
 */
public interface ContainerUpgrade {

    /** Returns whether all of this works, so that {@code socketio.websocket=auto} may use the upgrade. */
    boolean isCapable();

    /** Returns the stream to which frames are written without blocking. */
    ServletOutputStream output(WebConnection connection) throws IOException;

    /**
     * Returns what {@link #cut} needs of a request that will be upgraded.
     *
     * @return null for nothing
     */
    @Nullable
    AutoCloseable connectionOf(HttpServletRequest request);

    /** Closes a connection after everything has been written. Does not block. */
    void end(WebConnection connection) throws IOException;

    /**
     * Closes a connection in any state.
     *
     * @param raw what {@link #connectionOf} has returned
     */
    void cut(WebConnection connection, @Nullable AutoCloseable raw) throws Exception;

    /** Returns the one for the container of this web application. */
    static ContainerUpgrade in(ServletContext context) {
        // The class path of an embedded container may also have the classes of another one.
        String type = context.getClass().getName();
        ClassLoader loader = context.getClass().getClassLoader();
        ContainerUpgrade own = new PortableUpgrade();
        if (type.startsWith("org.apache.catalina.core.")) {
            own = TomcatUpgrade.in(loader);
        } else if (type.startsWith("io.undertow.servlet.spec.")) {
            own = UndertowUpgrade.in(loader);
        }
        return own.isCapable() ? own : new PortableUpgrade();
    }
}
