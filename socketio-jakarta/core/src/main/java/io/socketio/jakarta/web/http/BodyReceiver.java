package io.socketio.jakarta.web.http;

import io.socketio.jakarta.internal.engine.port.BodyReader;
import io.socketio.jakarta.web.container.TomcatInput;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receives one request body without blocking and notifies the reader once. A body that arrives together with the headers, as small ones do, is read
 * immediately; otherwise the container calls this listener when more data is available. Refers to nothing any more when the request has completed,
 * because an idle thread of WildFly may refer to a request that it has served.
 */
final class BodyReceiver implements ReadListener {

    private static final int FIRST_BUFFER_BYTES = 8 * 1024;

    private static final byte[] NONE = {};

    private final int maxBytes;
    /** Null when it has been notified. */
    private final AtomicReference<@Nullable BodyReader> reader;

    // Set before the first call of the container, and accessed only by its calls, which never overlap.
    private Runnable onBroken = () -> {};
    private @Nullable ServletInputStream in;
    private byte[] bytes = NONE;
    private int length;

    BodyReceiver(int maxBytes, BodyReader reader) {
        this.maxBytes = maxBytes;
        this.reader = new AtomicReference<>(reader);
    }

    /**
     * Reads the body if it is completely available. Called on the servlet's thread before the request is suspended.
     *
     * @return false if the body is not complete yet; then the reader has not been notified
     */
    boolean receiveNow(HttpServletRequest request) {
        long expected = request.getContentLengthLong();
        if (expected > maxBytes) {
            tell(BodyReader::onTooLarge);
            return true;
        }
        if (expected < 0) {
            if (request.getHeader("Transfer-Encoding") != null) {
                return false;
            }
            // Without these two headers, a request has no body in HTTP/1.1. In HTTP/2 it may have one.
            if (!request.getProtocol().startsWith("HTTP/1")) {
                return false;
            }
            expected = 0;
        }
        try {
            if (expected == 0 ? !reserve(0) : !readNow(request.getInputStream(), (int) expected)) {
                return isTold();
            }
            tell(present -> present.onBody(bytes));
        } catch (IOException e) {
            onError(e);
        }
        return true;
    }

    /** @return false if the body is not complete, or given up */
    private boolean readNow(ServletInputStream stream, int expected) throws IOException {
        if (stream.available() >= expected) {
            if (!reserve(expected)) {
                return false;
            }
            bytes = stream.readNBytes(expected);
            return true;
        }
        if (TomcatInput.isTomcat(stream)) {
            readAvailable(stream, expected);
        }
        return length == expected && reserve(expected);
    }

    /** @return false if the body may not be kept, and is given up */
    private boolean reserve(int size) {
        if (mayKeep(size)) {
            return true;
        }
        tell(BodyReader::onTooLarge);
        return false;
    }

    /**
     * Reads everything that has come, which does not block. Tomcat must not have any of it left when the read listener is set: it looks for bytes in
     * another buffer then, so it would never call the listener, or overwrite them.
     */
    private void readAvailable(ServletInputStream stream, int expected) throws IOException {
        while (length < expected && stream.available() > 0) {
            if (length == bytes.length && !grow(expected)) {
                tell(BodyReader::onTooLarge);
                return;
            }
            int read = stream.read(bytes, length, bytes.length - length);
            if (read < 0) {
                throw new EOFException("the body ended after " + length + " of " + expected + " bytes");
            }
            length += read;
        }
    }

    /**
     * Registers this listener, which the container calls when data is available.
     *
     * @param onBroken called after the reader when the connection has failed: some containers leave it to the application to complete such a request
     */
    void receiveLater(ServletRequest request, Runnable onBroken) throws IOException {
        this.onBroken = onBroken;
        ServletInputStream stream = request.getInputStream();
        in = stream;
        stream.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream stream = in;
        while (stream != null && !isTold() && stream.isReady()) {
            // One byte beyond the limit is enough to detect that the body is too large.
            if (length == bytes.length && !grow(maxBytes + 1L)) {
                tell(BodyReader::onTooLarge);
                return;
            }
            int read = stream.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return;
            }
            length += read;
            if (length > maxBytes) {
                tell(BodyReader::onTooLarge);
                return;
            }
        }
    }

    /** @return false without memory, or if more waits for the connection than may; then the body is given up */
    private boolean grow(long most) {
        int size = (int) Math.min(length == 0 ? FIRST_BUFFER_BYTES : 2L * length, most);
        if (length > 0 && !mayKeep(size)) {
            return false;
        }
        try {
            bytes = Arrays.copyOf(bytes, size);
            return true;
        } catch (OutOfMemoryError e) {
            onError(e);
            return false;
        }
    }

    @Override
    public void onAllDataRead() {
        byte[] body = Arrays.copyOf(bytes, length);
        bytes = NONE;
        tell(present -> present.onBody(body));
    }

    @Override
    public void onError(Throwable cause) {
        tell(BodyReader::onAborted);
        onBroken.run();
    }

    /** Notifies the reader that the response was sent before the body was complete. */
    void abandon() {
        tell(BodyReader::onAborted);
    }

    /** Called when the container has completed the request, and calls this no more. */
    void release() {
        reader.set(null);
        onBroken = () -> {};
        bytes = NONE;
    }

    private boolean mayKeep(int size) {
        BodyReader present = reader.get();
        return present != null && present.onPartial(size);
    }

    private boolean isTold() {
        return reader.get() == null;
    }

    private void tell(Consumer<BodyReader> outcome) {
        BodyReader present = reader.getAndSet(null);
        if (present != null) {
            outcome.accept(present);
        }
    }
}
