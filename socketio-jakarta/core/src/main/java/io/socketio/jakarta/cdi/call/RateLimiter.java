package io.socketio.jakarta.cdi.call;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Limits the number of calls in any period; stores the times of the latest calls. Used by one thread at a time. */
final class RateLimiter {

    private final long[] starts;
    private final long periodNanos;
    private final LongSupplier nanoTime;
    private int used;
    private int oldest;

    RateLimiter(int calls, long perMillis, LongSupplier nanoTime) {
        this.starts = new long[calls];
        this.periodNanos = TimeUnit.MILLISECONDS.toNanos(perMillis);
        this.nanoTime = nanoTime;
    }

    /**
     * Counts a call if it is allowed.
     *
     * @return 0 if the call is allowed; otherwise the milliseconds until the next one is, at least 1
     */
    long take() {
        long now = nanoTime.getAsLong();
        if (used < starts.length) {
            starts[used++] = now;
            return 0;
        }
        long wait = periodNanos - (now - starts[oldest]);
        if (wait > 0) {
            return (wait + 999_999) / 1_000_000;
        }
        starts[oldest] = now;
        oldest = (oldest + 1) % starts.length;
        return 0;
    }
}
