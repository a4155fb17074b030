package io.socketio.jakarta.cluster.postgres;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of PgJDBC, which creates it by its name, the driver's property {@code socketFactory}. Behind each notification, the driver waits a
 * millisecond for another one before it gives the first away. These sockets answer at once that there is none; if one comes meanwhile, the next call
 * finds it.
 *
 * @since 0.1
 */
public final class NotificationSocketFactory extends SocketFactory {

    /** The timeout with which PgJDBC asks whether there is more. It sets no other one in milliseconds, except the time to wait for a notification. */
    private static final int PROBE_MS = 1;

    /** For PgJDBC. */
    public NotificationSocketFactory() {}

    @Override
    public Socket createSocket() {
        return new ProbedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connected(new InetSocketAddress(address, port), new InetSocketAddress(localAddress, localPort));
    }

    private static Socket connected(InetSocketAddress address, @Nullable InetSocketAddress local) throws IOException {
        Socket socket = new ProbedSocket();
        try {
            if (local != null) {
                socket.bind(local);
            }
            socket.connect(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The driver catches it and looks at nothing of it; to fill a stack trace would cost as much as to read a notification. */
    private static final SocketTimeoutException NOTHING = new SocketTimeoutException("nothing has come") {

        private static final long serialVersionUID = 1L;

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    };

    private static final class ProbedSocket extends Socket {

        private volatile int timeoutMillis;

        @Override
        public void setSoTimeout(int millis) throws SocketException {
            super.setSoTimeout(millis);
            timeoutMillis = millis;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    // With TLS, the driver does not know of what has come and is not deciphered.
                    if (timeoutMillis == PROBE_MS && in.available() == 0) {
                        throw NOTHING;
                    }
                    return in.read(bytes, offset, length);
                }
            };
        }
    }
}
