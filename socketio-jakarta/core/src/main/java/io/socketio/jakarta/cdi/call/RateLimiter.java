package io.socketio.jakarta.cdi.call;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Limits the number of calls in any period; stores the times of the latest calls. Thread-safe: the sockets of one client call at the same time. */
final class RateLimiter {

    private final long periodNanos;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final long[] starts;
    private int used;
    private int oldest;
    private long latest;

    RateLimiter(int calls, long perMillis, LongSupplier nanoTime) {
        this.starts = new long[calls];
        this.periodNanos = TimeUnit.MILLISECONDS.toNanos(perMillis);
        this.nanoTime = nanoTime;
        this.latest = nanoTime.getAsLong();
    }

    /**
     * Counts a call if it is allowed.
     *
     * @return 0 if the call is allowed; otherwise the milliseconds until the next one is, at least 1
     */
    long take() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            if (used < starts.length) {
                starts[used++] = now;
                latest = now;
                return 0;
            }
            long wait = periodNanos - (now - starts[oldest]);
            if (wait > 0) {
                return (wait + 999_999) / 1_000_000;
            }
            starts[oldest] = now;
            oldest = (oldest + 1) % starts.length;
            latest = now;
            return 0;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a new limiter would do the same: a period has passed since the latest call. */
    boolean isOver() {
        lock.lock();
        try {
            return nanoTime.getAsLong() - latest >= periodNanos;
        } finally {
            lock.unlock();
        }
    }
}
