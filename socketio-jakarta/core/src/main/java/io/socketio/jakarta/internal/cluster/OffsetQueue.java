package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.internal.adapter.AdapterHost;
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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this server does for its own clients once the offset of the message is known: in the order in which the transport tells the offsets, which is that
 * of the messages of all servers. Each waits for a limited time; what gets no offset keeps its place behind what was published before. Thread-safe.
 */
final class OffsetQueue {

    private final AdapterHost host;
    private final Duration timeout;
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

        final Consumer<@Nullable String> action;
        /** Whether it gets no offset. Guarded by the lock of the queue. */
        boolean failed;

        Entry(@Nullable ClusterMessage message, Consumer<@Nullable String> action) {
            this.message = message;
            this.action = action;
        }
    }

    /** @param serial also does what other servers ask for */
    OffsetQueue(AdapterHost host, Duration timeout, Executor serial) {
        this.host = host;
        this.timeout = timeout;
        this.serial = serial;
    }

    /**
     * Adds an action, and publishes its message. The transport may come to the message before it has told that it is published.
     *
     * @param publish completes with the offset
     */
    void after(
            ClusterMessage message,
            Supplier<CompletionStage<@Nullable String>> publish,
            Consumer<@Nullable String> action) {
        Entry entry = new Entry(message, action);
        add(entry);
        Runnable cancel = host.later(() -> onTimeout(entry), timeout);
        publish.get().whenComplete((offset, failure) -> {
            cancel.run();
            if (offset == null) {
                onFailed(entry);
            } else {
                onOffset(entry, offset);
            }
        });
    }

    /** Adds an action of which no other server hears. */
    void behind(Runnable action) {
        Entry entry = new Entry(null, offset -> action.run());
        add(entry);
        onFailed(entry);
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
    void onTurn(ClusterMessage message, @Nullable String offset) {
        Entry entry;
        lock.lock();
        try {
            entry = byMessage.get(message);
        } finally {
            lock.unlock();
        }
        if (entry != null && offset != null) {
            onOffset(entry, offset);
        }
    }

    private void onOffset(Entry entry, String offset) {
        boolean mine;
        List<Entry> unblocked;
        lock.lock();
        try {
            mine = !entry.failed && waiting.contains(entry);
            remove(entry);
            unblocked = takeFailed();
        } finally {
            lock.unlock();
        }
        if (mine) {
            serial.execute(() -> entry.action.accept(offset));
        }
        run(unblocked);
    }

    /** Called under the lock. */
    private void remove(Entry entry) {
        if (!entry.failed) {
            waiting.remove(entry);
        }
        if (entry.message != null) {
            byMessage.remove(entry.message);
        }
    }

    /** @return false if it was known before, or has run */
    private boolean onFailed(Entry entry) {
        List<Entry> unblocked;
        lock.lock();
        try {
            if (entry.failed || !waiting.contains(entry)) {
                return false;
            }
            entry.failed = true;
            unblocked = takeFailed();
        } finally {
            lock.unlock();
        }
        run(unblocked);
        return true;
    }

    private void onTimeout(Entry entry) {
        if (onFailed(entry)) {
            host.operatorLog()
                    .warn(
                            Loggers.ROOM,
                            "SIO-0425",
                            host.name(),
                            "the bus of the cluster has not taken a message of namespace "
                                    + LogText.plain(host.name()) + " within " + timeout.toMillis()
                                    + " ms; clients of this server get it without an offset",
                            null);
        }
    }

    /** Takes those without an offset that nothing is in front of. Called under the lock. */
    private List<Entry> takeFailed() {
        List<Entry> taken = new ArrayList<>();
        Iterator<Entry> all = waiting.iterator();
        while (all.hasNext()) {
            Entry head = all.next();
            if (!head.failed) {
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
            serial.execute(() -> each.action.accept(null));
        }
    }
}
