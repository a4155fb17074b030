package io.socketio.jakarta.internal.core.ack;

import io.socketio.jakarta.AckDisconnectedException;
import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The acknowledgements that one client owes a socket, by id. Bounded. One timer serves all of them: it is set to the earliest deadline and, when it
 * fires, to the next one. Most acknowledgements arrive long before their deadline, so a busy socket sets a timer once per timeout instead of once per
 * emit. Thread-safe.
 */
public final class AckTable {

    /** About what one pending acknowledgement keeps: its entry, and the future or callback with what hangs on it. */
    public static final int ENTRY_BYTES = 256;

    private static final long MIN_DELAY_NANOS = 1_000_000;

    private final int limit;
    private final Scheduler scheduler;
    private final LongSupplier nanoTime;
    private final MemoryAccount account;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final AckEntries entries = new AckEntries();
    /** Entries that the account knows. */
    private int weighed;

    private boolean closed;
    /** The active alarm, or null. */
    private @Nullable Alarm alarm;

    private final class Alarm implements Runnable {
        final long deadline;
        /** Guarded by the lock; an alarm may fire before the scheduler has returned its timer. */
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

    /** The result of {@link #add}. */
    public enum Added {
        WAITING,
        FULL,
        /** The socket has been disconnected. */
        CLOSED
    }

    /** @param account weighs the pending acknowledgements */
    public AckTable(int limit, Scheduler scheduler, LongSupplier nanoTime, MemoryAccount account) {
        this.account = account;
        this.limit = limit;
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
    }

    /**
     * Registers a pending acknowledgement. The id must not be in use.
     *
     * @param timeout null if the caller manages the timeout itself and calls {@link #take}
     */
    public Added add(long id, PendingAck ack, @Nullable Duration timeout) {
        long deadline = timeout == null ? 0 : nanoTime.getAsLong() + timeout.toNanos();
        lock.lock();
        try {
            if (closed) {
                return Added.CLOSED;
            }
            if (entries.size() >= limit) {
                return Added.FULL;
            }
            entries.add(id, ack, timeout != null, deadline);
            weigh();
            if (timeout == null || alarm != null && alarm.deadline - deadline <= 0) {
                return Added.WAITING;
            }
        } finally {
            lock.unlock();
        }
        arm();
        return Added.WAITING;
    }

    /**
     * Removes a pending acknowledgement.
     *
     * @return the pending acknowledgement, or null
     */
    public @Nullable PendingAck take(long id) {
        lock.lock();
        try {
            PendingAck ack = entries.take(id);
            weigh();
            return ack;
        } finally {
            lock.unlock();
        }
    }

    /** Fails all pending acknowledgements after the socket has been disconnected. */
    public void close() {
        AckEntries.Entry all;
        Alarm last;
        lock.lock();
        try {
            closed = true;
            all = entries.takeAll();
            weigh();
            last = alarm;
            alarm = null;
        } finally {
            lock.unlock();
        }
        cancel(last);
        failAll(all, AckDisconnectedException::new);
    }

    /** One that cannot be told, for example because there is no thread, keeps none of the others from being told. */
    private static void failAll(AckEntries.@Nullable Entry first, Supplier<Exception> cause) {
        Throwable failure = null;
        for (AckEntries.Entry entry = first; entry != null; entry = entry.next) {
            try {
                entry.ack.onFailure(cause.get());
            } catch (Throwable t) {
                failure = t;
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    private void weigh() {
        int now = entries.size();
        if (now != weighed) {
            account.addOutgoing((long) ENTRY_BYTES * (now - weighed));
            weighed = now;
        }
    }

    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    private void onAlarm(Alarm source) {
        AckEntries.Entry expired;
        long now = nanoTime.getAsLong();
        lock.lock();
        try {
            source.hasGoneOff = true;
            if (alarm == source) {
                alarm = null;
            }
            expired = entries.takeExpired(now);
            weigh();
        } finally {
            lock.unlock();
        }
        arm();
        failAll(expired, () -> new AckTimeoutException(List.of()));
    }

    /** Sets the alarm to the earliest deadline, unless it is already set to that or an earlier one. Does not call the scheduler under the lock. */
    private void arm() {
        long now = nanoTime.getAsLong();
        Alarm fresh;
        Alarm earlier;
        lock.lock();
        try {
            AckEntries.Entry earliest = entries.earliest();
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
}
