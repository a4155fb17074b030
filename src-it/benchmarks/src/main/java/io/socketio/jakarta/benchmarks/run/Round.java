package io.socketio.jakarta.benchmarks.run;

/**
 * One server in one round of one scenario.
 *
 * @param cost server CPU in µs per unit; for connections, KiB of live heap each
 * @param perSecond units per second
 * @param p50Millis median latency; 0 when none was taken
 * @param busyPercent of the server's core
 * @param jitMillis spent in compilation, by the clock
 * @param gcMillis spent in collections, by the clock
 * @param switches thread switches for each unit
 * @param othersPercent of a core that processes other than server and load generator used
 */
record Round(
        double cost,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double busyPercent,
        long jitMillis,
        long gcMillis,
        double switches,
        double othersPercent) {

    /** Connections that were counted and weighed, without traffic. */
    static Round ofConnections(double kib, double perSecond) {
        return new Round(kib, perSecond, 0, 0, 0, 0, 0, 0, 0);
    }
}
