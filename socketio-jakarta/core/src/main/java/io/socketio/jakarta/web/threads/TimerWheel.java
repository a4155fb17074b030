package io.socketio.jakarta.web.threads;

import io.socketio.jakarta.internal.engine.port.Scheduler.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Timers sorted by the tick at which they are due, so that adding and cancelling a timer costs the same however many there are. It has no thread and no
 * clock. Thread-safe; one thread at a time may call {@link #advance}.
 *
 * <p>A slot holds the timers of each tick with the same remainder; those of later turns stay in it. Ticks may overflow: only their differences count.
 */
final class TimerWheel {

    /** A power of two. With ticks of 100 ms, a turn is 51 s, longer than the usual timers. */
    private static final int SLOTS = 512;

    private final Slot[] slots = new Slot[SLOTS];
    private final AtomicInteger size = new AtomicInteger();

    /** The tick to which the wheel has been advanced. Written before the slots are emptied. */
    private volatile int reached;

    /** The timers of a slot, a ring in the order in which they were added, closed by a timer without a task. */
    private static final class Slot {

        final ReentrantLock lock = new ReentrantLock();
        private final Timer ring = new Timer(this, null, 0);
        private final AtomicInteger size;

        /** @param size counts the timers of all slots */
        Slot(AtomicInteger size) {
            this.size = size;
        }

        // Under the lock.

        void add(Timer timer) {
            timer.next = ring;
            timer.previous = ring.previous;
            timer.previous.next = timer;
            ring.previous = timer;
            size.incrementAndGet();
        }

        /** Does nothing if the timer has been removed. */
        void remove(Timer timer) {
            if (timer.next != timer) {
                timer.previous.next = timer.next;
                timer.next.previous = timer.previous;
                timer.next = timer;
                timer.previous = timer;
                size.decrementAndGet();
            }
        }

        void removeDue(int tick, List<Timer> due) {
            Timer timer = ring.next;
            while (timer != ring) {
                Timer next = timer.next;
                if (timer.due - tick <= 0) {
                    remove(timer);
                    due.add(timer);
                }
                timer = next;
            }
        }
    }

    /** One timer. {@link #run} runs its task, unless it has been cancelled. */
    static final class Timer extends ReleasedTask implements Cancellable {

        private final Slot slot;
        private final int due;

        // Guarded by the lock of the slot. Both are this timer while it is in no ring.
        private Timer next = this;
        private Timer previous = this;

        private Timer(Slot slot, @Nullable Runnable task, int due) {
            super(task);
            this.slot = slot;
            this.due = due;
        }

        @Override
        public void cancel() {
            release();
            slot.lock.lock();
            try {
                slot.remove(this);
            } finally {
                slot.lock.unlock();
            }
        }
    }

    TimerWheel() {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot(size);
        }
    }

    /** @return null if the wheel has been advanced to this tick already: the timer is due */
    @Nullable
    Cancellable add(Runnable task, int due) {
        Slot slot = slots[due & (SLOTS - 1)];
        Timer timer = new Timer(slot, task, due);
        slot.lock.lock();
        try {
            // Either this sees that the tick is reached, or the thread that reaches it later finds the timer.
            if (due - reached <= 0) {
                return null;
            }
            slot.add(timer);
            return timer;
        } finally {
            slot.lock.unlock();
        }
    }

    /** Removes and returns the timers that are due at this tick. */
    List<Timer> advance(int tick) {
        int passed = Math.min(tick - reached, SLOTS);
        reached = tick;
        List<Timer> due = new ArrayList<>();
        for (int i = passed - 1; i >= 0; i--) {
            Slot slot = slots[(tick - i) & (SLOTS - 1)];
            slot.lock.lock();
            try {
                slot.removeDue(tick, due);
            } finally {
                slot.lock.unlock();
            }
        }
        return due;
    }

    boolean isEmpty() {
        return size.get() == 0;
    }
}
