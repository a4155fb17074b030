package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.internal.core.ack.ExecutorFuture;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One drain, from its beginning until clients are welcome again: its times, and how many sessions are due. Thread-safe; no I/O. */
final class DrainProgress {

    /** Returned by {@link #due} when the time is over. */
    static final int ALL = -1;

    /** Completes when no session is left. */
    final ExecutorFuture<@Nullable Void> emptied = new ExecutorFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final long sliceNanos;

    // Guarded by the lock; times are of the clock of the server.
    /** When the last of the sessions is told to close. */
    private long lastSliceNanos;
    /** When none is left. */
    private long endNanos;
    /** Sessions that are due, and the fraction of the next one. */
    private double due;

    private boolean over;
    /** Null before the first slice. */
    private Scheduler.@Nullable Cancellable timer;

    DrainProgress(long sliceNanos, long lastSliceNanos, long endNanos) {
        this.sliceNanos = sliceNanos;
        this.lastSliceNanos = lastSliceNanos;
        this.endNanos = endNanos;
    }

    void shorten(long otherLastSliceNanos, long otherEndNanos) {
        lock.lock();
        try {
            lastSliceNanos += Math.min(0, otherLastSliceNanos - lastSliceNanos);
            endNanos += Math.min(0, otherEndNanos - endNanos);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A slice begins.
     *
     * @param open how many sessions have not been told to close
     * @return how many of them are due; {@link #ALL} when the time is over
     */
    int due(long nowNanos, int open) {
        lock.lock();
        try {
            if (over) {
                return 0;
            }
            if (endNanos - nowNanos <= 0) {
                return ALL;
            }
            long slices = 1 + Math.max(0, lastSliceNanos - nowNanos) / sliceNanos;
            due = Math.min(open, due + (double) open / slices);
            return (int) due;
        } finally {
            lock.unlock();
        }
    }

    /** So many of those that are due have been told to close; others are busy. */
    void onTold(int sessions) {
        lock.lock();
        try {
            due -= sessions;
        } finally {
            lock.unlock();
        }
    }

    /** The timer of the next slice. */
    void timer(Scheduler.Cancellable next) {
        boolean late;
        lock.lock();
        try {
            late = over;
            timer = next;
        } finally {
            lock.unlock();
        }
        if (late) {
            next.cancel();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** @return false if it is over already */
    boolean toOver() {
        Scheduler.Cancellable last;
        lock.lock();
        try {
            if (over) {
                return false;
            }
            over = true;
            last = timer;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.cancel();
        }
        return true;
    }
}
