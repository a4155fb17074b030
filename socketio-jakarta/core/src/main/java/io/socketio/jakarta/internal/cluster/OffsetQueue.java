package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.NotPublishedException;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.cluster.EarlyEvents.Publication;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this server does for its own clients when the turn of the message has come among those of all servers, which is the order of the offsets. Each
 * waits for a limited time, and is early after that; what is early, or is not published, keeps its place behind what was published before. Thread-safe.
 */
final class OffsetQueue {

    private final AdapterHost host;
    private final Duration timeout;
    private final EarlyEvents early;
    private final Executor serial;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    /** Those that have not run, in the order in which they were published. */
    private final Set<Entry> waiting = new LinkedHashSet<>();
    /** Those of them with a message, by this object. */
    private final Map<ClusterMessage, Entry> byMessage = new IdentityHashMap<>();

    private static final class Entry {
        /** Null if no other server hears of it. */
        final @Nullable ClusterMessage message;
        /** Null if it is not an event that clients recover. */
        final @Nullable Publication event;

        final Consumer<@Nullable String> action;
        /** Ends the time for which it waits. Written before it is published. */
        Runnable cancel = () -> {};
        /** Whether it does not wait for its turn any more. Guarded by the lock of the queue. */
        boolean isOverdue;

        Entry(@Nullable ClusterMessage message, @Nullable Publication event, Consumer<@Nullable String> action) {
            this.message = message;
            this.event = event;
            this.action = action;
        }
    }

    /** @param serial also does what other servers ask for */
    OffsetQueue(AdapterHost host, Duration timeout, EarlyEvents early, Executor serial) {
        this.host = host;
        this.timeout = timeout;
        this.early = early;
        this.serial = serial;
    }

    /**
     * Adds an action, and publishes its message. The turn of the message may come before it is told that it is published.
     *
     * @param isRecovered whether clients that come back get the message
     * @param publish completes with the offset, or with null if no other server gets the message
     * @param action gets the offset, or what the event carries in its place
     */
    void after(
            ClusterMessage message,
            boolean isRecovered,
            Supplier<CompletionStage<@Nullable String>> publish,
            Consumer<@Nullable String> action) {
        Entry entry = new Entry(message, isRecovered ? early.begin() : null, action);
        add(entry);
        entry.cancel = host.later(() -> onTimeout(entry), timeout);
        publish.get().whenComplete((offset, failure) -> {
            if (offset == null) {
                entry.cancel.run();
                onFailed(entry.event, failure);
                onOverdue(entry);
            } else if (entry.event != null) {
                early.onPublished(entry.event, offset);
            }
        });
    }

    private void onFailed(@Nullable Publication event, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (event == null) {
            return;
        }
        if (cause == null || cause instanceof NotPublishedException) {
            early.onNotPublished(event);
        } else {
            early.onUnknown(event);
        }
    }

    /** Adds an action of which no other server hears. */
    void behind(Runnable action) {
        Entry entry = new Entry(null, null, offset -> action.run());
        add(entry);
        onOverdue(entry);
    }

    private void add(Entry entry) {
        lock.lock();
        try {
            waiting.add(entry);
            if (entry.message != null) {
                byMessage.put(entry.message, entry);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The turn of a message of this server has come. @param message the one that was published */
    void onTurn(ClusterMessage message, String offset) {
        Entry entry;
        List<Entry> unblocked;
        lock.lock();
        try {
            entry = byMessage.remove(message);
            if (entry != null) {
                waiting.remove(entry);
            }
            unblocked = takeOverdue();
        } finally {
            lock.unlock();
        }
        if (entry == null) {
            serial.execute(() -> early.onTurn(offset));
        } else {
            entry.cancel.run();
            if (entry.event != null) {
                early.onPublished(entry.event, offset);
            }
            serial.execute(() -> entry.action.accept(early.onTurn(offset)));
        }
        run(unblocked);
    }

    /** @return false if it was known before, or has run */
    private boolean onOverdue(Entry entry) {
        List<Entry> unblocked;
        lock.lock();
        try {
            if (entry.isOverdue || !waiting.contains(entry)) {
                return false;
            }
            entry.isOverdue = true;
            unblocked = takeOverdue();
        } finally {
            lock.unlock();
        }
        run(unblocked);
        return true;
    }

    private void onTimeout(Entry entry) {
        if (onOverdue(entry)) {
            host.operatorLog()
                    .warn(
                            Loggers.ROOM,
                            "SIO-0425",
                            host.name(),
                            "the bus of the cluster has not brought back a message of namespace "
                                    + LogText.plain(host.name()) + " within " + timeout.toMillis()
                                    + " ms; clients of this server get it now, and a new socket if they lose their"
                                    + " connection before it has come",
                            null);
        }
    }

    /** Takes those that do not wait any more and that nothing is in front of. Called under the lock. */
    private List<Entry> takeOverdue() {
        List<Entry> taken = new ArrayList<>();
        Iterator<Entry> all = waiting.iterator();
        while (all.hasNext()) {
            Entry head = all.next();
            if (!head.isOverdue) {
                break;
            }
            taken.add(head);
            all.remove();
            if (head.message != null) {
                byMessage.remove(head.message);
            }
        }
        return taken;
    }

    private void run(List<Entry> entries) {
        for (Entry each : entries) {
            Publication event = each.event;
            serial.execute(() -> each.action.accept(event == null ? null : early.onEarly(event)));
        }
    }
}
