package io.socketio.jakarta.benchmarks.run;

/**
 * One cell block of the table.
 *
 * @param cost server CPU in µs per unit; for connections, KiB of live heap each
 * @param perSecond units per second
 * @param p50Millis median latency; 0 when none was taken
 * @param warmUpSeconds how long the server was under this load before; 0 for none
 * @param disturbed whether the machine had other work meanwhile
 * @param note what else is worth knowing, for the details under the table
 */
record Figure(
        Scenario scenario,
        Peer peer,
        double cost,
        double perSecond,
        double p50Millis,
        double p99Millis,
        long warmUpSeconds,
        boolean disturbed,
        String note) {}
