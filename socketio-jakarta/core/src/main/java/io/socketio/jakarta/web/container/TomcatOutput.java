package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The non-blocking stream of an upgraded connection of Tomcat. Tomcat copies each frame into the buffer of the connection and writes that when it is
 * flushed, under locks of its own. This stream writes to the socket itself, and hands over to Tomcat's stream what the socket does not take; then
 * everything goes through Tomcat until it has written the whole. For sockets without TLS. Seen on Tomcat 10.1.59 and 11.0.25. No longer needed
 * when a write to an empty stream does not go through Tomcat's buffer.
 *
 * <p>It keeps the channel of the JDK and not Tomcat's: Tomcat uses that again for another connection. One thread writes at a time.
 */
final class TomcatOutput extends ServletOutputStream {

    private static final String NET = "org.apache.tomcat.util.net.";
    private static final String SOCKET = NET + "NioEndpoint$NioSocketWrapper";
    /** That of TLS is a class of its own. */
    private static final String CHANNEL = NET + "NioChannel";

    /**
     * What this class needs of a stream and its socket.
     *
     * @param socket the field of an output stream that holds its socket
     * @param channel the method of a socket that returns Tomcat's channel
     * @param ioChannel the method of that which returns the channel of the JDK
     */
    record Access(Field socket, Method channel, Method ioChannel) {

        /** Returns null if this is not such a Tomcat. */
        static @Nullable Access in(Field socket, @Nullable ClassLoader loader) {
            try {
                Method channel = Class.forName(SOCKET, false, loader).getMethod("getSocket");
                Method ioChannel = Class.forName(CHANNEL, false, loader).getMethod("getIOChannel");
                return new Access(socket, channel, ioChannel);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                return null;
            }
        }

        /** Returns a stream that writes to the socket itself; the stream of Tomcat if it has TLS or another connector. */
        ServletOutputStream output(ServletOutputStream stream) {
            try {
                Object wrapper = socket.get(stream);
                if (wrapper == null || !wrapper.getClass().getName().equals(SOCKET)) {
                    return stream;
                }
                Object present = channel.invoke(wrapper);
                boolean plain = present.getClass().getName().equals(CHANNEL);
                return plain && ioChannel.invoke(present) instanceof SocketChannel open
                        ? new TomcatOutput(stream, open)
                        : stream;
            } catch (ReflectiveOperationException | RuntimeException e) {
                return stream;
            }
        }
    }

    private final ServletOutputStream stream;
    private final SocketChannel channel;

    // Touched by the thread that writes.
    /** Tomcat may have bytes that it has not written. At the beginning it says when it has written its response. */
    private boolean handedOver = true;
    /** Tomcat has got bytes since the last flush. */
    private boolean unflushed;

    TomcatOutput(ServletOutputStream stream, SocketChannel channel) {
        this.stream = stream;
        this.channel = channel;
    }

    @Override
    public boolean isReady() {
        if (!handedOver) {
            return true;
        }
        if (!stream.isReady()) {
            return false;
        }
        // Before a flush, a stream with free space in its buffer is ready, too.
        handedOver = unflushed;
        return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        stream.setWriteListener(listener);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int written = handedOver ? 0 : writeToSocket(ByteBuffer.wrap(bytes, offset, length));
        if (written < length) {
            handedOver = true;
            unflushed = true;
            stream.write(bytes, offset + written, length - written);
        }
    }

    /** @return how many bytes the socket has taken */
    private int writeToSocket(ByteBuffer buffer) throws IOException {
        int written = 0;
        int count;
        do {
            count = channel.write(buffer);
            written += count;
        } while (count > 0 && buffer.hasRemaining());
        return written;
    }

    @Override
    public void flush() throws IOException {
        if (unflushed) {
            unflushed = false;
            stream.flush();
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
