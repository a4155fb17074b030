package io.socketio.jakarta.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    private static final double WIDTH_OF_A_BUCKET = 1.0 / 32;

    private final Latencies latencies = new Latencies();

    @Test
    void percentilesOfAThousandDifferentTimesAreRightToABucket() {
        for (int i = 1; i <= 1000; i++) {
            latencies.record(i * 1000L);
        }

        assertEquals(500_000, latencies.percentile(0.5), 500_000 * WIDTH_OF_A_BUCKET);
        assertEquals(990_000, latencies.percentile(0.99), 990_000 * WIDTH_OF_A_BUCKET);
        assertEquals(1_000_000, latencies.percentile(1), 1_000_000 * WIDTH_OF_A_BUCKET);
    }

    @Test
    void smallTimesAreExact() {
        latencies.record(7);

        assertEquals(7, latencies.percentile(0.5));
    }

    @Test
    void nothingRecordedReadsAsZero() {
        latencies.record(7);
        latencies.reset();

        assertEquals(0, latencies.percentile(0.5));
    }
}
