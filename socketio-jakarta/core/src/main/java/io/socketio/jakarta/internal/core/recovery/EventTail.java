package io.socketio.jakarta.internal.core.recovery;

import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.adapter.LocalSocket;
import io.socketio.jakarta.internal.core.socket.Deliveries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The newest event of a namespace. Each event refers to the next, so whoever holds one holds those behind it, and nothing is kept when nobody does.
 * Thread-safe.
 */
final class EventTail {

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock, with the next event of each. */
    private KeptEvent last =
            new KeptEvent("", BroadcastOptions.everybody(Duration.ZERO), new Deliveries.Missed(List.of()), 0);

    /** Adds an event and, in the same step, queues it. @param enqueue does no I/O and calls no user code */
    LocalSocket[] add(BroadcastOptions options, Deliveries.Missed event, Supplier<LocalSocket[]> enqueue) {
        KeptEvent next = new KeptEvent("", options, event, 0);
        lock.lock();
        try {
            last.next = next;
            last = next;
            return enqueue.get();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the newest event. */
    KeptEvent newest() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Calls the action with the events behind one that are for members of these rooms; no event is queued before it returns. */
    void withEventsAfter(KeptEvent event, Set<String> rooms, Consumer<List<Deliveries.Missed>> action) {
        lock.lock();
        try {
            List<Deliveries.Missed> events = new ArrayList<>();
            for (KeptEvent each = event.next; each != null; each = each.next) {
                if (each.isFor(rooms)) {
                    events.add(each.event);
                }
            }
            action.accept(events);
        } finally {
            lock.unlock();
        }
    }
}
