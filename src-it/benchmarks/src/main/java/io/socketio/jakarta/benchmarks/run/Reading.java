package io.socketio.jakarta.benchmarks.run;

/**
 * Clocks and counters at one moment.
 *
 * @param nanos by the clock
 * @param cpuNanos of the server
 * @param othersNanos CPU time of all processes but server and load generator
 * @param count messages so far
 */
record Reading(long nanos, long cpuNanos, long othersNanos, long count) {

    static Reading of(ServerProcess server, long count) {
        long cpuNanos = server.cpu().toNanos();
        long othersNanos = Machine.busyNanos() - cpuNanos - Machine.ownNanos();
        return new Reading(System.nanoTime(), cpuNanos, othersNanos, count);
    }

    double secondsSince(Reading before) {
        return (nanos - before.nanos) / 1e9;
    }

    long countSince(Reading before) {
        return Math.max(1, count - before.count);
    }

    /** Server CPU for each message. */
    double microsSince(Reading before) {
        return (cpuNanos - before.cpuNanos) / 1e3 / countSince(before);
    }

    double busyPercentSince(Reading before) {
        return (cpuNanos - before.cpuNanos) / secondsSince(before) / 1e7;
    }

    double othersPercentSince(Reading before) {
        return (othersNanos - before.othersNanos) / secondsSince(before) / 1e7;
    }
}
