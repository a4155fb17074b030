package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Closes upgraded connections of Undertow. There, {@code WebConnection.close} blocks until the client has read what waits for it, so this class closes
 * the connection below it, and writes with {@link UndertowOutput}. The read listener runs on an I/O thread, which has other connections, too. Seen on
 * Undertow 2.3.23 and 2.3.24. No longer needed when {@code WebConnection.close} returns at once for a client that does not read.
 *
 * @param exchange the method of a request that returns its exchange
 * @param connection the method of an exchange that returns its connection
 * @param input what the input stream needs
 * @param output what the output stream needs
 */
record UndertowUpgrade(Method exchange, Method connection, UndertowInput input, UndertowOutput.Access output)
        implements ContainerUpgrade {

    /** Returns null if this is not such an Undertow. */
    static @Nullable ContainerUpgrade in(@Nullable ClassLoader loader) {
        try {
            Class<?> request = Class.forName("io.undertow.servlet.spec.HttpServletRequestImpl", false, loader);
            Method exchange = request.getMethod("getExchange");
            Method connection = exchange.getReturnType().getMethod("getConnection");
            ClassLoader undertow = request.getClassLoader();
            return new UndertowUpgrade(
                    exchange, connection, UndertowInput.in(undertow), UndertowOutput.Access.in(undertow));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    @Override
    public ServletOutputStream output(WebConnection upgraded) throws IOException {
        try {
            return new UndertowOutput(output, upgraded.getOutputStream());
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    @Override
    public boolean readLater(ServletInputStream stream) throws IOException {
        try {
            input.readLater(stream);
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    @Override
    public @Nullable AutoCloseable connectionOf(HttpServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        if (!exchange.getDeclaringClass().isInstance(inner)) {
            return null;
        }
        try {
            return (AutoCloseable) connection.invoke(exchange.invoke(inner));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends the end of the stream; the connection ends when the client has sent its own. */
    @Override
    public void close(WebConnection upgraded) throws IOException {
        upgraded.getOutputStream().close();
    }

    /** On the I/O thread: Undertow releases the buffer from which that thread may be reading. */
    @Override
    public void abort(WebConnection upgraded, @Nullable AutoCloseable raw) throws Exception {
        if (raw == null) {
            upgraded.close();
            return;
        }
        output.ioThread(upgraded.getOutputStream()).execute(() -> {
            try {
                raw.close();
            } catch (Exception e) {
                Loggers.ENGINE.log(Level.DEBUG, "an upgraded connection could not be closed", e);
            }
        });
    }
}
