package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.AckDisconnectedException;
import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.internal.engine.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The acknowledgements that one socket owes, by id. Bounded. One timer serves them all: it is set to the earliest deadline and, when it fires, to the
 * next; as most acknowledgements come long before their deadline, a busy socket sets a timer once per timeout and not once per emit. Thread-safe; a
 * small hash table of its own spares boxed ids.
 */
final class AckTable {

    private static final int INITIAL_SIZE = 8;
    private static final long MIN_DELAY_NANOS = 1_000_000;

    private final int limit;
    private final Scheduler scheduler;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private @Nullable Entry[] buckets = new Entry[INITIAL_SIZE];
    private int size;
    private boolean closed;
    /** The alarm that is set, or null. */
    private @Nullable Alarm alarm;

    private static final class Entry {
        final long id;
        final PendingAck ack;
        /** In nanoTime; meaningless unless {@code timed}. */
        final long deadline;

        final boolean timed;

        @Nullable
        Entry next;

        Entry(long id, PendingAck ack, boolean timed, long deadline, @Nullable Entry next) {
            this.id = id;
            this.ack = ack;
            this.timed = timed;
            this.deadline = deadline;
            this.next = next;
        }
    }

    private final class Alarm implements Runnable {
        final long deadline;
        /** Guarded by the lock; an alarm may go off before the scheduler has returned it. */
        boolean hasGoneOff;
        /** Guarded by the lock; null until the scheduler has returned it. */
        Scheduler.@Nullable Cancellable timer;

        Alarm(long deadline) {
            this.deadline = deadline;
        }

        @Override
        public void run() {
            onAlarm(this);
        }
    }

    /** What became of {@link #add}. */
    enum Added {
        WAITING,
        FULL,
        /** The socket has been disconnected. */
        CLOSED
    }

    AckTable(int limit, Scheduler scheduler, LongSupplier nanoTime) {
        this.limit = limit;
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
    }

    /**
     * Waits for an acknowledgement. An id must not be in use.
     *
     * @param timeout null when whoever adds it takes care of the time and calls {@link #take}
     */
    Added add(long id, PendingAck ack, @Nullable Duration timeout) {
        long deadline = timeout == null ? 0 : nanoTime.getAsLong() + timeout.toNanos();
        lock.lock();
        try {
            if (closed) {
                return Added.CLOSED;
            }
            if (size >= limit) {
                return Added.FULL;
            }
            if (size >= buckets.length) {
                grow();
            }
            int at = bucket(id, buckets);
            buckets[at] = new Entry(id, ack, timeout != null, deadline, buckets[at]);
            size++;
            if (timeout == null || alarm != null && alarm.deadline - deadline <= 0) {
                return Added.WAITING;
            }
        } finally {
            lock.unlock();
        }
        arm();
        return Added.WAITING;
    }

    /** Ends the wait. @return who waited, or null */
    @Nullable
    PendingAck take(long id) {
        lock.lock();
        try {
            int at = bucket(id, buckets);
            Entry before = null;
            for (Entry entry = buckets[at]; entry != null; entry = entry.next) {
                if (entry.id == id) {
                    unlink(at, before, entry);
                    return entry.ack;
                }
                before = entry;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** The socket has been disconnected: everybody who waits is told. */
    void close() {
        Entry all = null;
        Alarm last;
        lock.lock();
        try {
            closed = true;
            for (int at = 0; at < buckets.length; at++) {
                all = moveAll(at, all);
            }
            size = 0;
            last = alarm;
            alarm = null;
        } finally {
            lock.unlock();
        }
        cancel(last);
        for (Entry entry = all; entry != null; entry = entry.next) {
            entry.ack.onFailure(new AckDisconnectedException());
        }
    }

    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    private void onAlarm(Alarm source) {
        Entry expired = null;
        long now = nanoTime.getAsLong();
        lock.lock();
        try {
            source.hasGoneOff = true;
            if (alarm == source) {
                alarm = null;
            }
            for (int at = 0; at < buckets.length; at++) {
                expired = moveExpired(at, now, expired);
            }
        } finally {
            lock.unlock();
        }
        arm();
        for (Entry entry = expired; entry != null; entry = entry.next) {
            entry.ack.onFailure(new AckTimeoutException(List.of()));
        }
    }

    /** Sets the alarm to the earliest deadline, unless it is set to that or an earlier one. The scheduler is not called under the lock. */
    private void arm() {
        long now = nanoTime.getAsLong();
        Alarm fresh;
        Alarm earlier;
        lock.lock();
        try {
            Entry earliest = closed ? null : earliest();
            if (earliest == null || alarm != null && alarm.deadline - earliest.deadline <= 0) {
                return;
            }
            fresh = new Alarm(earliest.deadline);
            earlier = alarm;
            alarm = fresh;
        } finally {
            lock.unlock();
        }
        cancel(earlier);
        Duration delay = Duration.ofNanos(Math.max(MIN_DELAY_NANOS, fresh.deadline - now));
        Scheduler.Cancellable timer = scheduler.schedule(fresh, delay);
        boolean superfluous;
        lock.lock();
        try {
            fresh.timer = timer;
            superfluous = alarm != fresh && !fresh.hasGoneOff;
        } finally {
            lock.unlock();
        }
        if (superfluous) {
            timer.cancel();
        }
    }

    private void cancel(@Nullable Alarm unneeded) {
        if (unneeded == null) {
            return;
        }
        Scheduler.Cancellable timer;
        lock.lock();
        try {
            timer = unneeded.timer;
        } finally {
            lock.unlock();
        }
        if (timer != null) {
            timer.cancel();
        }
    }

    private @Nullable Entry earliest() {
        Entry earliest = null;
        for (Entry bucket : buckets) {
            for (Entry entry = bucket; entry != null; entry = entry.next) {
                if (entry.timed && (earliest == null || entry.deadline - earliest.deadline < 0)) {
                    earliest = entry;
                }
            }
        }
        return earliest;
    }

    private @Nullable Entry moveExpired(int at, long now, @Nullable Entry onto) {
        Entry expired = onto;
        Entry before = null;
        Entry next;
        for (Entry entry = buckets[at]; entry != null; entry = next) {
            next = entry.next;
            if (entry.timed && entry.deadline - now <= 0) {
                unlink(at, before, entry);
                entry.next = expired;
                expired = entry;
            } else {
                before = entry;
            }
        }
        return expired;
    }

    private void unlink(int at, @Nullable Entry before, Entry entry) {
        if (before == null) {
            buckets[at] = entry.next;
        } else {
            before.next = entry.next;
        }
        size--;
    }

    private void grow() {
        @Nullable Entry[] old = buckets;
        @Nullable Entry[] larger = new Entry[old.length * 2];
        for (Entry bucket : old) {
            Entry next;
            for (Entry entry = bucket; entry != null; entry = next) {
                next = entry.next;
                int at = bucket(entry.id, larger);
                entry.next = larger[at];
                larger[at] = entry;
            }
        }
        buckets = larger;
    }

    private @Nullable Entry moveAll(int at, @Nullable Entry onto) {
        Entry all = onto;
        Entry next;
        for (Entry entry = buckets[at]; entry != null; entry = next) {
            next = entry.next;
            entry.next = all;
            all = entry;
        }
        buckets[at] = null;
        return all;
    }

    /** Ids count up, so their low bits spread well. */
    private static int bucket(long id, @Nullable Entry[] buckets) {
        return (int) id & buckets.length - 1;
    }
}
