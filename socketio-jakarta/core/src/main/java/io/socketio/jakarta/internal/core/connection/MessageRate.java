package io.socketio.jakarta.internal.core.connection;

import java.util.function.LongSupplier;

/** Counts the messages of one connection against a limit per second. One call at a time. */
public final class MessageRate {

    private static final long SECOND_NANOS = 1_000_000_000;

    /** 0: no limit; then the clock is not read. */
    private final int most;

    private final LongSupplier nanoTime;
    private long started;
    private int count;

    public MessageRate(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** @return false if this message is one too many in its second */
    public boolean onMessage() {
        if (most == 0) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (count == 0 || now - started >= SECOND_NANOS) {
            started = now;
            count = 0;
        }
        return ++count <= most;
    }
}
