package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
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
 * the connection below it, and writes with {@link UndertowOutput}. Seen on Undertow 2.3.23 and 2.3.24. No longer
 * needed when {@code WebConnection.close} returns at once for a client that does not read.
 *
 * @param exchange the method of a request that returns its exchange; null if this is not Undertow
 * @param connection the method of an exchange that returns its connection
 * @param output what the output stream needs
 */
record UndertowUpgrade(@Nullable Method exchange, @Nullable Method connection, UndertowOutput.@Nullable Access output)
        implements ContainerUpgrade {

    static UndertowUpgrade in(@Nullable ClassLoader loader) {
        try {
            Class<?> request = Class.forName("io.undertow.servlet.spec.HttpServletRequestImpl", false, loader);
            Method exchange = request.getMethod("getExchange");
            Method connection = exchange.getReturnType().getMethod("getConnection");
            return new UndertowUpgrade(exchange, connection, UndertowOutput.Access.in(request.getClassLoader()));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return new UndertowUpgrade(null, null, null);
        }
    }

    @Override
    public boolean isCapable() {
        return output != null;
    }

    @Override
    public ServletOutputStream output(WebConnection upgraded) throws IOException {
        ServletOutputStream stream = upgraded.getOutputStream();
        if (output == null) {
            return stream;
        }
        try {
            return new UndertowOutput(output, stream);
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
        if (exchange == null
                || connection == null
                || !exchange.getDeclaringClass().isInstance(inner)) {
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
    public void end(WebConnection upgraded) throws IOException {
        upgraded.getOutputStream().close();
    }

    /** On the I/O thread: Undertow releases the buffer from which that thread may be reading. */
    @Override
    public void cut(WebConnection upgraded, @Nullable AutoCloseable raw) throws Exception {
        if (raw == null || output == null) {
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
