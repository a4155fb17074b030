package io.socketio.jakarta.faults.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the well-behaved clients have seen. Thread-safe. */
public final class Observations {

    private final Queue<Long> echoNanos = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong longestTickMillis = new AtomicLong();
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong connects = new AtomicLong();
    private final AtomicLong upgrades = new AtomicLong();

    void echoed(long nanos) {
        echoNanos.add(nanos);
    }

    void ticked(long millis) {
        ticks.incrementAndGet();
        longestTickMillis.accumulateAndGet(millis, Math::max);
    }

    void connected() {
        connects.incrementAndGet();
    }

    void upgraded() {
        upgrades.incrementAndGet();
    }

    void fault(String what) {
        faults.add(what);
    }

    /** Returns everything that should not have happened. */
    public List<String> faults() {
        return new ArrayList<>(faults);
    }

    /** Returns how many numbered messages came: those that were sent back, and broadcasts. */
    public long messages() {
        return echoNanos.size() + ticks.get();
    }

    /** Returns how often a client has connected. */
    public long connects() {
        return connects.get();
    }

    /** Returns how many upgrades were completed. */
    public long upgrades() {
        return upgrades.get();
    }

    /** Returns the longest time between a message and its echo, or between a broadcast and its arrival, in milliseconds. */
    public long longestWaitMillis() {
        return Math.max(percentileMillis(1), longestTickMillis.get());
    }

    /** Returns the longest time between a broadcast and its arrival, in milliseconds. */
    public long longestBroadcastMillis() {
        return longestTickMillis.get();
    }

    /** @param share for example 0.99. @return the time within which this share of the messages was sent back, in milliseconds */
    public long percentileMillis(double share) {
        long[] sorted = echoNanos.stream().mapToLong(Long::longValue).toArray();
        if (sorted.length == 0) {
            return 0;
        }
        Arrays.sort(sorted);
        int index = (int) Math.ceil(sorted.length * share) - 1;
        return TimeUnit.NANOSECONDS.toMillis(sorted[Math.max(0, index)]);
    }
}
