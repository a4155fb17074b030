package io.socketio.jakarta.benchmarks.load;

import java.util.Arrays;

/** A histogram of nanoseconds whose buckets are 1/32 of a power of two wide: percentiles are right to 3 %. */
public final class Latencies {

    private static final int BITS = 5;
    private static final int STEPS = 1 << BITS;

    private final long[] counts = new long[64 * STEPS];
    private long total;

    void record(long nanos) {
        counts[bucket(Math.max(nanos, 1))]++;
        total++;
    }

    public void reset() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    /** @param share for example 0.99. @return the upper edge of the bucket that holds it, in nanoseconds; 0 when nothing was recorded */
    public long percentile(double share) {
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted && seen > 0) {
                return upperEdge(bucket);
            }
        }
        return 0;
    }

    private static int bucket(long nanos) {
        int exponent = 63 - Long.numberOfLeadingZeros(nanos);
        if (exponent < BITS) {
            return (int) nanos;
        }
        return (exponent - BITS + 1) * STEPS + (int) (nanos >>> (exponent - BITS)) - STEPS;
    }

    private static long upperEdge(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int exponent = bucket / STEPS + BITS - 1;
        return ((long) (bucket % STEPS + STEPS + 1) << (exponent - BITS)) - 1;
    }
}
