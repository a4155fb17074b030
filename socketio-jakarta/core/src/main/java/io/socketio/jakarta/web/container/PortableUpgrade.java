package io.socketio.jakarta.web.container;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The upgrade on a container of which nothing more is known: it relies on {@code WebConnection.close}. */
final class PortableUpgrade implements ContainerUpgrade {

    @Override
    public boolean isCapable() {
        return false;
    }

    /** Open Liberty 26.0.0.3 refuses a write on a thread that has not asked. */
    @Override
    public boolean staysReady() {
        return false;
    }

    @Override
    public void close(WebConnection connection) throws IOException {
        connection.getOutputStream().close();
    }

    @Override
    public void abort(WebConnection connection, @Nullable AutoCloseable raw) throws Exception {
        connection.close();
    }
}
