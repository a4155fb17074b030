package io.socketio.jakarta.internal.core.recovery;

import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.memory.MemoryBudget;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.options.RecoveryOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one server keeps for recovery in all its namespaces, and the two limits: time and memory. When it exceeds its bytes, or the memory budget of the
 * server is used up, the oldest events go; clients that have not received them get a new socket. Thread-safe.
 */
public final class RecoveryMemory {

    /** As the reference server; more often for shorter times, so that what is kept is at most half as old again as it may be. */
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(60);

    /** When there is too much, so much is left that not every further event has to drop one. */
    private static final long LOW_WATER_EIGHTHS = 7;

    private final RecoveryOptions options;
    private final ServerContext context;
    private final Offsets offsets = new Offsets(System::currentTimeMillis);
    private final Duration interval;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean dropping = new AtomicBoolean();
    /** Those that hold something. */
    private final Set<KeptContent> contents = ConcurrentHashMap.newKeySet();

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock; null while nothing is kept. */
    private Scheduler.@Nullable Cancellable timer;

    private RecoveryMemory(ServerContext context) {
        this.context = context;
        this.options = context.options().recovery();
        Duration half = options.maxDisconnectionDuration().dividedBy(2);
        this.interval = half.compareTo(LONGEST_INTERVAL) < 0 ? half : LONGEST_INTERVAL;
    }

    /** Creates the memory of a server; it makes room when the server's budget is used up. */
    public static RecoveryMemory of(ServerContext context) {
        RecoveryMemory memory = new RecoveryMemory(context);
        context.memory().onExceeded(memory::makeRoom);
        return memory;
    }

    String nextOffset() {
        return offsets.next();
    }

    MemoryBudget budget() {
        return context.memory();
    }

    long nanoTime() {
        return context.nanoTime().getAsLong();
    }

    boolean isExpired(long keptAt) {
        return nanoTime() - keptAt > options.maxDisconnectionDuration().toNanos();
    }

    /** Returns about how many bytes of memory are occupied. */
    public long bytes() {
        return bytes.get();
    }

    /** Something is kept. Called under the lock of the content. */
    void onKept(KeptContent content, int weight) {
        contents.add(content);
        if (bytes.getAndAdd(weight) == 0) {
            startTimer();
        }
    }

    void onDropped(int weight) {
        bytes.getAndAdd(-weight);
    }

    void onClosed(KeptContent content) {
        contents.remove(content);
        if (contents.isEmpty()) {
            stopTimer();
        }
    }

    /** Drops the oldest if there is too much. Must be called without a lock. */
    void keepWithinLimit() {
        if (bytes.get() > options.maxBytes() && dropping.compareAndSet(false, true)) {
            try {
                context.operatorLog()
                        .warn(
                                Loggers.SERVER,
                                "SIO-0410",
                                "",
                                "events kept for recovery occupy " + bytes.get() + " bytes, the limit is "
                                        + options.maxBytes()
                                        + " (SocketIoOptions.recovery().maxBytes): the oldest are dropped, and clients"
                                        + " that have not received them get a new socket",
                                null);
                long low = options.maxBytes() / 8 * LOW_WATER_EIGHTHS;
                dropWhile(() -> bytes.get() > low);
            } finally {
                dropping.set(false);
            }
        }
    }

    /** More waits in the server than may: what is kept here goes before connections are closed. */
    private void makeRoom(BooleanSupplier isExceeded) {
        if (bytes.get() > 0 && isExceeded.getAsBoolean()) {
            context.operatorLog()
                    .warn(
                            Loggers.SERVER,
                            "SIO-0411",
                            "",
                            "the memory budget of the server is used up (SocketIoOptions.memoryBudgetBytes): events kept"
                                    + " for recovery are dropped, and clients that have not received them get a new socket",
                            null);
            dropWhile(isExceeded);
        }
    }

    private void dropWhile(BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            KeptContent oldest = oldest();
            if (oldest == null) {
                return;
            }
            oldest.drop(goesOn);
        }
    }

    private @Nullable KeptContent oldest() {
        KeptContent oldest = null;
        long since = 0;
        for (KeptContent each : contents) {
            Long its = each.oldest();
            if (its != null && (oldest == null || its - since < 0)) {
                oldest = each;
                since = its;
            }
        }
        return oldest;
    }

    private void startTimer() {
        lock.lock();
        try {
            if (timer == null) {
                timer = context.scheduler().schedule(this::onTimer, interval);
            }
        } finally {
            lock.unlock();
        }
    }

    private void stopTimer() {
        lock.lock();
        try {
            if (timer != null && bytes.get() == 0) {
                timer.cancel();
                timer = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void onTimer() {
        try {
            contents.forEach(KeptContent::dropExpired);
        } finally {
            lock.lock();
            try {
                timer = null;
            } finally {
                lock.unlock();
            }
            if (bytes.get() > 0) {
                startTimer();
            }
        }
    }
}
