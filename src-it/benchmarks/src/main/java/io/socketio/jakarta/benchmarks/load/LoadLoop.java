package io.socketio.jakarta.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One selector, driven by the caller's thread; everything in this package happens on it. */
public final class LoadLoop implements Closeable {

    private static final int BUFFER_BYTES = 1 << 18;
    private static final long LONGEST_SELECT_MILLIS = 20;

    private final Selector selector;

    /** Null while the loop waits for the links. */
    private @Nullable Runnable ticker;

    private int links;

    /** Shared by all links: what a link leaves unfinished it keeps itself. */
    final byte[] input = new byte[BUFFER_BYTES];

    final ByteBuffer inputView = ByteBuffer.wrap(input);
    final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER_BYTES);

    public LoadLoop() throws IOException {
        selector = Selector.open();
    }

    /** Calls this between all selects, which do not wait any more; null ends that. */
    void ticker(@Nullable Runnable every) {
        ticker = every;
    }

    /** Numbers all links, because ports of those that have ended stay in use for a minute. */
    int nextLink() {
        return links++;
    }

    Selector selector() {
        return selector;
    }

    /** Serves the links for this long. */
    public void runFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            runOnce();
        }
    }

    /** Serves the links until the condition holds. @throws IllegalStateException after {@code limit}, naming what was awaited */
    public void runUntil(BooleanSupplier condition, Duration limit, String awaited) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Waited " + limit.toMillis() + " ms for " + awaited);
            }
            runOnce();
        }
    }

    void runOnce() {
        try {
            Runnable every = ticker;
            if (every == null) {
                selector.select(LoadLoop::wake, LONGEST_SELECT_MILLIS);
            } else {
                every.run();
                selector.selectNow(LoadLoop::wake);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void wake(SelectionKey key) {
        ((TcpLink) key.attachment()).onReady(key);
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
