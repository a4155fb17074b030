package io.socketio.jakarta.web.upgrade;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A non-blocking stream that is full at random times, and then calls its listener on another thread, sometimes before {@link #isReady} has told. It
 * fails when the caller breaks the contract of the Servlet API.
 */
final class FakeOutputStream extends ServletOutputStream {

    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    /** What was flushed, of {@link #written}. */
    volatile int flushed;
    /** How often {@link #isReady} was called. */
    int asked;

    int flushes;

    private final Random random;
    private final Random lateAnswers = new Random(1);
    private volatile String containerThread = "";
    private final Executor container;
    private final AtomicBoolean inUse = new AtomicBoolean();
    private final AtomicBoolean full = new AtomicBoolean();
    private volatile IOException broken;
    private volatile WriteListener listener;
    private volatile boolean stuck;
    private volatile boolean roomy;
    private volatile boolean asks;
    private volatile Thread asker;
    private final AtomicReference<Runnable> onWrite = new AtomicReference<>(() -> {});

    FakeOutputStream(long seed, Executor container) {
        this.random = new Random(seed);
        this.container = container;
    }

    /** The client does not read any more. */
    void stick() {
        stuck = true;
    }

    /** Is never full any more. */
    void takeEverything() {
        roomy = true;
    }

    /** As on Open Liberty, a thread must have asked before it writes. */
    void isReadyForWhoAsks() {
        asks = true;
    }

    /** Does this in the next write, on its thread. */
    void onceOnWrite(Runnable action) {
        onWrite.set(action);
    }

    /** Further writes fail. */
    void breakDown() {
        broken = new IOException("broken pipe");
    }

    /** Sometimes answers only when the call for which this answer makes the caller wait has already come. */
    @Override
    public boolean isReady() {
        asked++;
        asker = Thread.currentThread();
        if (!full.get()) {
            return true;
        }
        if (!stuck
                && lateAnswers.nextInt(3) == 0
                && !Thread.currentThread().getName().equals(containerThread)) {
            while (full.get()) {
                Thread.onSpinWait();
            }
            CompletableFuture.runAsync(() -> {}, container).join();
        }
        return false;
    }

    @Override
    public void setWriteListener(WriteListener writeListener) {
        listener = writeListener;
        full.set(true);
        wakeLater();
    }

    private void wakeLater() {
        container.execute(() -> {
            containerThread = Thread.currentThread().getName();
            if (!stuck) {
                full.set(false);
                try {
                    listener.onWritePossible();
                } catch (IOException e) {
                    listener.onError(e);
                }
            }
        });
    }

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        use(() -> written.write(b, off, len));
        onWrite.getAndSet(() -> {}).run();
    }

    @Override
    public void flush() throws IOException {
        flushes++;
        use(() -> flushed = written.size());
    }

    private void use(Runnable action) throws IOException {
        if (!inUse.compareAndSet(false, true)) {
            throw new AssertionError("two threads write");
        }
        if (full.get() || asks && asker != Thread.currentThread()) {
            throw new IllegalStateException("the stream is not ready");
        }
        if (broken != null) {
            inUse.set(false);
            throw broken;
        }
        action.run();
        boolean fills = stuck || !roomy && random.nextInt(4) == 0;
        inUse.set(false);
        if (fills) {
            full.set(true);
            wakeLater();
        }
    }
}
