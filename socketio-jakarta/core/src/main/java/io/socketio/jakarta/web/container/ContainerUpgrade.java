package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
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

    /** Returns whether {@link #abort} closes every connection and the tests pass on this container, so that {@code socketio.websocket=auto} may use the upgrade. */
    default boolean isCapable() {
        return true;
    }

    /** Returns the stream to which frames are written without blocking. */
    default ServletOutputStream output(WebConnection connection) throws IOException {
        return connection.getOutputStream();
    }

    /**
     * Returns whether a stream that was ready stays so for all threads until something is written. If not, it is asked again before each send, on the
     * thread that writes.
     */
    default boolean staysReady() {
        return true;
    }

    /**
     * Makes the container call the read listener again soon, after other connections of the same thread. Called by a read listener that has read much
     * and whose stream is still ready.
     *
     * @return false if no other connection waits for this thread: the caller goes on reading
     */
    default boolean readLater(ServletInputStream stream) throws IOException {
        return false;
    }

    /**
     * Returns how many bytes a read brings if there may be more. After a read of fewer bytes the read listener need not ask whether the stream is ready:
     * the container calls it again when more has come. To be asked once for each connection.
     *
     * @return 0 if the listener has to ask, as the API says
     */
    default int fullRead(ServletInputStream stream) {
        return 0;
    }

    /**
     * Returns what {@link #abort} needs of a request that will be upgraded.
     *
     * @return null for nothing
     */
    default @Nullable AutoCloseable connectionOf(HttpServletRequest request) {
        return null;
    }

    /**
     * Closes a connection, called by one of its listeners on the container's thread: it is closed when that call returns. Does not block.
     *
     * @return false if the container does not close it then
     */
    default boolean closeInCall(WebConnection connection) {
        return false;
    }

    /** Closes a connection after everything has been written. Does not block. */
    void close(WebConnection connection) throws IOException;

    /**
     * Closes a connection in any state.
     *
     * @param raw what {@link #connectionOf} has returned
     */
    void abort(WebConnection connection, @Nullable AutoCloseable raw) throws Exception;

    /** Returns the one for the container of this web application. */
    static ContainerUpgrade in(ServletContext context) {
        // The class path of an embedded container may also have the classes of another one.
        String type = context.getClass().getName();
        ClassLoader loader = context.getClass().getClassLoader();
        ContainerUpgrade own = null;
        if (type.startsWith("org.apache.catalina.core.")) {
            own = TomcatUpgrade.in(loader);
        } else if (type.startsWith("io.undertow.servlet.spec.")) {
            own = UndertowUpgrade.in(loader);
        }
        return own == null ? new PortableUpgrade() : own;
    }
}
