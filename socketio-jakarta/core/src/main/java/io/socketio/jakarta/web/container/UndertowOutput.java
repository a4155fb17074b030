package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The non-blocking stream of an upgraded connection of Undertow, on the channel below Undertow's own. When a write fails of which Undertow still has a
 * part, Undertow's stream repeats it without end and occupies an I/O thread; it also ignores offset and length and copies what the socket does not
 * take. This one never hands anything over to it, and uses it only to learn that the socket is writable. Seen on Undertow 2.3.23 and 2.3.24. No longer needed when
 * {@code UpgradeServletOutputStream.WriteChannelListener} returns after an error.
 *
 * <p>One thread writes at a time; it hands over to the I/O thread when the socket is full.
 */
final class UndertowOutput extends ServletOutputStream implements WriteListener {

    /** What this class needs of a stream and its channel. */
    record Access(Field channel, Method ioThread, Method resumeWrites, Method flush) {

        static Access in(ClassLoader loader) throws ReflectiveOperationException {
            Class<?> stream = Class.forName("io.undertow.servlet.spec.UpgradeServletOutputStream", false, loader);
            Field channel = stream.getDeclaredField("channel");
            channel.setAccessible(true);
            Class<?> type = channel.getType();
            return new Access(
                    channel, type.getMethod("getIoThread"), type.getMethod("resumeWrites"), type.getMethod("flush"));
        }

        WritableByteChannel channel(ServletOutputStream stream) throws ReflectiveOperationException {
            return (WritableByteChannel) Objects.requireNonNull(channel.get(stream));
        }

        Executor ioThread(ServletOutputStream stream) throws ReflectiveOperationException {
            return (Executor) Objects.requireNonNull(ioThread.invoke(channel(stream)));
        }
    }

    private final Access access;
    private final ServletOutputStream stream;
    private final WritableByteChannel channel;
    private final Executor ioThread;

    private volatile @Nullable WriteListener listener;
    /** What the socket has not taken; null if there is nothing. */
    private volatile @Nullable ByteBuffer rest;
    /** The channel has taken everything, but not yet written it to the socket. */
    private volatile boolean flushing;
    /** The container has not called yet. */
    private volatile boolean starting = true;

    UndertowOutput(Access access, ServletOutputStream stream) throws ReflectiveOperationException {
        this.access = access;
        this.stream = stream;
        this.channel = access.channel(stream);
        this.ioThread = access.ioThread(stream);
    }

    @Override
    public boolean isReady() {
        return !starting && rest == null && !flushing;
    }

    @Override
    public void setWriteListener(WriteListener writeListener) {
        listener = writeListener;
        stream.setWriteListener(this);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Keeps the array if the socket does not take all of it. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        if (!writeTo(buffer)) {
            rest = buffer;
            resume();
        }
    }

    private boolean writeTo(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void flush() throws IOException {
        if (!flushChannel()) {
            flushing = true;
            resume();
        }
    }

    private boolean flushChannel() throws IOException {
        try {
            return (Boolean) access.flush.invoke(channel);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IOException(e);
        }
    }

    /** On the I/O thread: Undertow suspends writes there before it calls. */
    private void resume() {
        ioThread.execute(() -> {
            try {
                access.resumeWrites.invoke(channel);
            } catch (ReflectiveOperationException e) {
                onError(e);
            }
        });
    }

    /** Called by Undertow on the I/O thread. Failures are told here: an exception would be told by Undertow, which also logs it. */
    @Override
    public void onWritePossible() {
        WriteListener present = Objects.requireNonNull(listener);
        try {
            starting = false;
            ByteBuffer buffer = rest;
            if (buffer != null && !writeTo(buffer) || flushing && !flushChannel()) {
                resume();
                return;
            }
            rest = null;
            flushing = false;
            present.onWritePossible();
        } catch (IOException e) {
            present.onError(e);
        }
    }

    @Override
    public void onError(Throwable cause) {
        Objects.requireNonNull(listener).onError(cause);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
