package io.socketio.jakarta.internal.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events of this server that its own clients have received before their turn, because the turn did not come in time. Other messages that belong in
 * front of them come later. So until the last of them has had its turn, no offset tells what a client has received: events have {@link #VOID} in its
 * place, and a client that returns with that gets a new socket. Thread-safe; {@link #onEarly} and {@link #onTurn} are called in the order of the
 * deliveries.
 */
final class EarlyEvents {

    /** No transport has it, and no server finds a session with it. */
    static final String VOID = "";

    private static final long NONE = -1;

    private final Comparator<String> order;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    /** How many publications there have been. */
    private long count;
    /** Early events of which it is not known yet whether they are published. */
    private int pending;
    /** Of an early event it will never be known: the first publication that tells by its offset where that event can be at most. */
    private long bound = NONE;
    /** The highest offset of an early event whose turn has not come; null if there is none. */
    private @Nullable String highest;
    /** The offset of the last message that had its turn; null before the first. */
    private @Nullable String position;

    private List<Runnable> waiting = new ArrayList<>();

    private enum Outcome {
        PENDING,
        PUBLISHED,
        NOT_PUBLISHED,
        UNKNOWN
    }

    /** One event on its way to the others. */
    static final class Publication {

        private final long number;
        // Guarded by the lock.
        private Outcome outcome = Outcome.PENDING;
        private @Nullable String offset;
        private boolean isEarly;

        private Publication(long number) {
            this.number = number;
        }
    }

    /** @param order of the offsets */
    EarlyEvents(Comparator<String> order) {
        this.order = order;
    }

    /** An event is about to be published. */
    Publication begin() {
        lock.lock();
        try {
            return new Publication(count++);
        } finally {
            lock.unlock();
        }
    }

    /** The event has been published. */
    void onPublished(Publication event, String offset) {
        settle(event, Outcome.PUBLISHED, offset);
    }

    /** No other server gets the event. */
    void onNotPublished(Publication event) {
        settle(event, Outcome.NOT_PUBLISHED, null);
    }

    /** Other servers may get the event, and nobody will say. */
    void onUnknown(Publication event) {
        settle(event, Outcome.UNKNOWN, null);
    }

    private void settle(Publication event, Outcome outcome, @Nullable String offset) {
        List<Runnable> due;
        lock.lock();
        try {
            if (event.outcome != Outcome.PENDING) {
                return;
            }
            event.outcome = outcome;
            event.offset = offset;
            if (offset != null && bound != NONE && event.number >= bound) {
                bound = NONE;
                raise(offset);
            }
            if (event.isEarly) {
                pending--;
                include(event);
            }
            due = takeWaiting();
        } finally {
            lock.unlock();
        }
        due.forEach(Runnable::run);
    }

    /** Called under the lock. */
    private void include(Publication early) {
        String offset = early.offset;
        if (early.outcome == Outcome.PENDING) {
            pending++;
        } else if (early.outcome == Outcome.UNKNOWN) {
            bound = count;
        } else if (offset != null) {
            raise(offset);
        }
    }

    /** Called under the lock. */
    private void raise(String offset) {
        boolean isAhead = position == null || order.compare(offset, position) > 0;
        if (isAhead && (highest == null || order.compare(offset, highest) > 0)) {
            highest = offset;
        }
    }

    /** The event is delivered here now, before its turn. @return what it carries in place of its offset; null if it will never have one */
    @Nullable
    String onEarly(Publication event) {
        lock.lock();
        try {
            if (event.outcome == Outcome.NOT_PUBLISHED) {
                return null;
            }
            event.isEarly = true;
            include(event);
            return VOID;
        } finally {
            lock.unlock();
        }
    }

    /** A message has its turn now. @return what an event carries as its offset */
    String onTurn(String offset) {
        List<Runnable> due;
        boolean isOver;
        lock.lock();
        try {
            position = offset;
            if (highest != null && order.compare(highest, offset) <= 0) {
                highest = null;
            }
            isOver = isOver();
            due = takeWaiting();
        } finally {
            lock.unlock();
        }
        due.forEach(Runnable::run);
        return isOver ? offset : VOID;
    }

    /** Returns whether all early events have had their turn. */
    boolean isOver() {
        lock.lock();
        try {
            return pending == 0 && bound == NONE && highest == null;
        } finally {
            lock.unlock();
        }
    }

    /** Runs a short action when all early events have had their turn: now, or on the thread that learns of it. */
    void whenOver(Runnable action) {
        lock.lock();
        try {
            if (!isOver()) {
                waiting.add(action);
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    /** Called under the lock. */
    private List<Runnable> takeWaiting() {
        if (waiting.isEmpty() || !isOver()) {
            return List.of();
        }
        List<Runnable> due = waiting;
        waiting = new ArrayList<>();
        return due;
    }
}
