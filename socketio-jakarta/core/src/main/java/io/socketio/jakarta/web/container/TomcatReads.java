package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletInputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Saves a system call for each message on Tomcat. {@code isReady()} of an upgraded connection reads from the socket, mostly nothing. A listener that returns
 * without asking is called again all the same: Tomcat registers the socket after each call, and its selector reports what is there. Only what
 * Tomcat has read itself and keeps would be missed, so this is for sockets without TLS, after a read that has emptied Tomcat's buffer and was shorter
 * than it. Seen on Tomcat 10.1.59 and 11.0.25. No longer needed when {@code isReady()} does not read after such a read.
 *
 * @param socket the field of an input stream that holds its socket
 * @param channel the method of a socket that returns its channel
 * @param buffers the method of a socket that returns its buffers
 * @param readBuffer the method that returns the one for reading
 */
record TomcatReads(Field socket, Method channel, Method buffers, Method readBuffer) {

    private static final String NET = "org.apache.tomcat.util.net.";
    private static final String SOCKET = NET + "NioEndpoint$NioSocketWrapper";
    /** That of TLS is a class of its own. */
    private static final String CHANNEL = NET + "NioChannel";

    /** Returns null if this is not such a Tomcat. */
    static @Nullable TomcatReads in(@Nullable ClassLoader loader) {
        try {
            Class<?> stream =
                    Class.forName("org.apache.coyote.http11.upgrade.UpgradeServletInputStream", false, loader);
            Field socket = stream.getDeclaredField("socketWrapper");
            socket.setAccessible(true);
            Method channel = socket.getType().getMethod("getSocket");
            Method buffers = socket.getType().getMethod("getSocketBufferHandler");
            return new TomcatReads(
                    socket, channel, buffers, buffers.getReturnType().getMethod("getReadBuffer"));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** Returns the size of Tomcat's buffer; 0 if the listener has to ask. */
    int fullRead(ServletInputStream stream) {
        try {
            Object wrapper = socket.getDeclaringClass().isInstance(stream) ? socket.get(stream) : null;
            boolean plain = wrapper != null
                    && wrapper.getClass().getName().equals(SOCKET)
                    && channel.invoke(wrapper).getClass().getName().equals(CHANNEL);
            return plain ? ((ByteBuffer) readBuffer.invoke(buffers.invoke(wrapper))).capacity() : 0;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return 0;
        }
    }
}
