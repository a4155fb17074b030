package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Closes upgraded connections of Tomcat. {@code WebConnection.close} only marks the streams; Tomcat closes the socket at its next event, which never
 * comes if the client is silent. So this class sends the socket a stop event, as Tomcat does when it shuts down. Seen on Tomcat 10.1.59 and 11.0.25. No
 * longer needed when {@code WebConnection.close}, called on any thread, closes the socket of a client that does not read.
 *
 * @param socket the field of the output stream that holds the socket
 * @param process the method of the socket that handles an event
 * @param stop the event
 * @param reads knows from what an input stream reads; null if it is not known on this version
 * @param writes knows to what an output stream writes; null if it is not known on this version
 * @param isCapable false on TomEE, which has not been tested with the upgrade
 */
record TomcatUpgrade(
        Field socket,
        Method process,
        Object stop,
        @Nullable TomcatReads reads,
        TomcatOutput.@Nullable Access writes,
        boolean isCapable)
        implements ContainerUpgrade {

    private static final String CLASS_OF_TOMEE = "org.apache.openejb.loader.SystemInstance";

    /** Returns null if this is not such a Tomcat. */
    static @Nullable ContainerUpgrade in(@Nullable ClassLoader loader) {
        try {
            Class<?> stream =
                    Class.forName("org.apache.coyote.http11.upgrade.UpgradeServletOutputStream", false, loader);
            Class<?> event = Class.forName("org.apache.tomcat.util.net.SocketEvent", true, loader);
            Field socket = stream.getDeclaredField("socketWrapper");
            socket.setAccessible(true);
            Method process = socket.getType().getMethod("processSocket", event, boolean.class);
            Object stop = event.getField("STOP").get(null);
            return new TomcatUpgrade(
                    socket,
                    process,
                    stop,
                    TomcatReads.in(loader),
                    TomcatOutput.Access.in(socket, loader),
                    !isTomEe(loader));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    static boolean isTomEe(@Nullable ClassLoader loader) {
        try {
            Class.forName(CLASS_OF_TOMEE, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public ServletOutputStream output(WebConnection connection) throws IOException {
        ServletOutputStream stream = connection.getOutputStream();
        return writes == null ? stream : writes.output(stream);
    }

    @Override
    public int fullRead(ServletInputStream stream) {
        TomcatReads known = reads;
        return known == null ? 0 : known.fullRead(stream);
    }

    /** Tomcat looks at the marks of the streams after each call of a listener; without an event, so without another thread. */
    @Override
    public boolean closeInCall(WebConnection connection) {
        try {
            connection.close();
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    @Override
    public void close(WebConnection connection) throws IOException {
        abort(connection, null);
    }

    /** Tomcat handles the event on one of its threads, after the call for this connection that is in progress. */
    @Override
    public void abort(WebConnection connection, @Nullable AutoCloseable raw) throws IOException {
        try {
            process.invoke(socket.get(connection.getOutputStream()), stop, true);
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }
}
