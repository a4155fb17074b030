package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What this server does for its own clients once the offset of the message is known, in the order of the messages. Each waits for a limited time.
 * Thread-safe.
 */
final class OffsetQueue {

    private final AdapterHost host;
    private final Duration timeout;
    private final Executor serial;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock. */
    private final Queue<Entry> entries = new ArrayDeque<>();

    private static final class Entry {
        final Consumer<@Nullable String> action;
        // Guarded by the lock of the queue.
        boolean ready;
        /** Null if there is none. */
        @Nullable
        String offset;

        Entry(Consumer<@Nullable String> action) {
            this.action = action;
        }
    }

    OffsetQueue(AdapterHost host, Duration timeout) {
        this.host = host;
        this.timeout = timeout;
        this.serial = host.newSerialExecutor("delivery to clients of this server");
    }

    /** Adds an action. @param published completes with the offset of its message */
    void after(CompletionStage<@Nullable String> published, Consumer<@Nullable String> action) {
        Entry entry = new Entry(action);
        lock.lock();
        try {
            entries.add(entry);
        } finally {
            lock.unlock();
        }
        Runnable cancel = host.later(() -> onTimeout(entry), timeout);
        published.whenComplete((offset, failure) -> {
            cancel.run();
            toReady(entry, offset);
        });
    }

    private void onTimeout(Entry entry) {
        if (toReady(entry, null)) {
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

    /** @return false if it was ready before */
    private boolean toReady(Entry entry, @Nullable String offset) {
        lock.lock();
        try {
            if (entry.ready) {
                return false;
            }
            entry.ready = true;
            entry.offset = offset;
        } finally {
            lock.unlock();
        }
        serial.execute(this::runReady);
        return true;
    }

    private void runReady() {
        for (Entry next = takeReady(); next != null; next = takeReady()) {
            next.action.accept(next.offset);
        }
    }

    private @Nullable Entry takeReady() {
        lock.lock();
        try {
            Entry head = entries.peek();
            return head != null && head.ready ? entries.poll() : null;
        } finally {
            lock.unlock();
        }
    }
}
