package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Closes upgraded connections of Undertow. There, {@code WebConnection.close} blocks until the client has read what waits for it, so this class closes
 * the connection below it. A non-blocking write ignores offset and length and writes the whole array. Seen on Undertow 2.3.23 and 2.3.24. No longer
 * needed when {@code WebConnection.close} returns at once for a client that does not read.
 *
 * @param exchange the method of a request that returns its exchange; null if this is not Undertow
 * @param connection the method of an exchange that returns its connection
 */
record UndertowUpgrade(@Nullable Method exchange, @Nullable Method connection) implements ContainerUpgrade {

    static UndertowUpgrade in(@Nullable ClassLoader loader) {
        try {
            Class<?> request = Class.forName("io.undertow.servlet.spec.HttpServletRequestImpl", false, loader);
            Method exchange = request.getMethod("getExchange");
            return new UndertowUpgrade(exchange, exchange.getReturnType().getMethod("getConnection"));
        } catch (ReflectiveOperationException | LinkageError e) {
            return new UndertowUpgrade(null, null);
        }
    }

    @Override
    public boolean isCapable() {
        return connection != null;
    }

    @Override
    public boolean writesParts() {
        return false;
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

    @Override
    public void cut(WebConnection upgraded, @Nullable AutoCloseable raw) throws Exception {
        if (raw != null) {
            raw.close();
        } else {
            upgraded.close();
        }
    }
}
