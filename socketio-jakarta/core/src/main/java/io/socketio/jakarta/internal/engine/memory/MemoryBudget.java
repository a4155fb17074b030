package io.socketio.jakarta.internal.engine.memory;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that wait in one server, incoming and outgoing, and their limit. When it is exceeded, connections are closed, those that hold the most
 * first, and new sessions are refused until clearly less waits. Thread-safe; no method blocks.
 *
 * <p>Accounts report in steps, see {@link MemoryAccount}, so a message that is handled at once does not touch what all connections share.
 */
public final class MemoryBudget {

    /** How long a client that is refused should stay away: longer than it takes to close the connections that hold the most. */
    public static final int RETRY_AFTER_SECONDS = 5;

    /** New sessions are accepted again below four fifths of the limit, so that the server does not alternate with every message. */
    private static final int LOW_WATER_FIFTHS = 4;

    private final MemoryLimits limits;
    private final Scheduler scheduler;
    private final RateLimitedLog operatorLog;

    private final LongAdder waiting = new LongAdder();
    /** Those that hold something worth closing them for. */
    private final Set<MemoryAccount> holders = ConcurrentHashMap.newKeySet();

    /** Drops what can be done without. */
    private volatile Consumer<BooleanSupplier> onExceeded = isExceeded -> {};

    private final AtomicBoolean relieving = new AtomicBoolean();
    private volatile boolean full;

    /** @param scheduler with a delay of zero, runs what must not happen on the caller's thread */
    public MemoryBudget(MemoryLimits limits, Scheduler scheduler, RateLimitedLog operatorLog) {
        this.limits = limits;
        this.scheduler = scheduler;
        this.operatorLog = operatorLog;
    }

    /** Returns the log of the server to which this budget belongs. */
    public RateLimitedLog operatorLog() {
        return operatorLog;
    }

    public MemoryLimits limits() {
        return limits;
    }

    /**
     * Sets who is asked to drop what the server can do without, before connections are closed. Runs on the scheduler.
     *
     * @param listener is given whether too much still waits
     */
    public void onExceeded(Consumer<BooleanSupplier> listener) {
        onExceeded = listener;
    }

    /** Returns how many bytes wait in the server. */
    public long waitingBytes() {
        return waiting.sum();
    }

    /** Returns whether a new session may begin. */
    public boolean acceptsSessions() {
        long now = waiting.sum();
        if (now > limits.serverBytes()) {
            full = true;
        } else if (full && now < limits.serverBytes() / 5 * LOW_WATER_FIFTHS) {
            full = false;
        }
        if (full) {
            operatorLog.warn(
                    Loggers.SERVER,
                    "SIO-0111",
                    "",
                    "new connections are refused: " + now + " bytes wait in the server, the limit is "
                            + limits.serverBytes() + " (SocketIoOptions.memoryBudgetBytes)",
                    null);
        }
        return !full;
    }

    /** Data that several queues share has begun to wait, or no longer waits in any. */
    public void addShared(long delta) {
        add(delta);
    }

    void add(long delta) {
        waiting.add(delta);
        if (delta > 0 && waiting.sum() > limits.serverBytes()) {
            full = true;
            relieveSoon();
        }
    }

    /** Follows whether an account holds something; repeats until both agree, because calls overlap. */
    void track(MemoryAccount account) {
        do {
            if (account.isHolding()) {
                holders.add(account);
            } else {
                holders.remove(account);
            }
        } while (account.isHolding() != holders.contains(account));
    }

    private void relieveSoon() {
        if (relieving.compareAndSet(false, true)) {
            scheduler.schedule(this::relieve, Duration.ZERO);
        }
    }

    private void relieve() {
        try {
            onExceeded.accept(() -> waiting.sum() > limits.serverBytes());
            MemoryAccount largest = largest();
            while (largest != null && waiting.sum() > limits.serverBytes()) {
                cut(largest);
                largest = largest();
            }
        } finally {
            relieving.set(false);
        }
        // What was added since the last look found the flag set.
        if (waiting.sum() > limits.serverBytes() && largest() != null) {
            relieveSoon();
        }
    }

    private void cut(MemoryAccount largest) {
        operatorLog.warn(
                Loggers.SERVER,
                "SIO-0110",
                "",
                "closing the connection for which the most bytes wait, " + largest.weight() + " of "
                        + waiting.sum() + " in the server: the limit is " + limits.serverBytes()
                        + " (SocketIoOptions.memoryBudgetBytes)",
                null);
        try {
            largest.cut();
        } catch (RuntimeException e) {
            Loggers.ENGINE.log(System.Logger.Level.ERROR, "a connection could not be closed", e);
        }
    }

    /** One connection is closed once: what it holds then is in use and returns by itself. */
    private @Nullable MemoryAccount largest() {
        MemoryAccount largest = null;
        long most = 0;
        for (MemoryAccount account : holders) {
            long weight = account.weight();
            if (weight > most && !account.isCut()) {
                largest = account;
                most = weight;
            }
        }
        return largest;
    }
}
