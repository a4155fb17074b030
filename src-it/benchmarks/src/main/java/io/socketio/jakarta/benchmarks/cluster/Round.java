package io.socketio.jakarta.benchmarks.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured in some seconds.
 *
 * @param costMicros CPU time of both servers for each delivery
 * @param storeMicros CPU time of the store for each broadcast; not known for PostgreSQL, which has many processes
 * @param perSecond broadcasts that were delivered
 * @param p50Millis of deliveries by another server than the sender's, as {@code p99Millis}
 * @param compilerMillis CPU time of the compilers of both servers; included in their cost
 * @param compilerShare of that in the CPU time of the servers
 * @param switches of threads of both servers, for each broadcast
 * @param othersPercent of a core that processes have used that do not belong to the measurement
 */
record Round(
        double costMicros,
        double storeMicros,
        double perSecond,
        double p50Millis,
        double p99Millis,
        long compilerMillis,
        double compilerShare,
        double switches,
        double othersPercent) {

    /** Returns the median of each figure. */
    static Round median(List<Round> rounds) {
        return new Round(
                median(rounds, Round::costMicros),
                median(rounds, Round::storeMicros),
                median(rounds, Round::perSecond),
                median(rounds, Round::p50Millis),
                median(rounds, Round::p99Millis),
                (long) median(rounds, Round::compilerMillis),
                median(rounds, Round::compilerShare),
                median(rounds, Round::switches),
                median(rounds, Round::othersPercent));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(figure))
                .skip(rounds.size() / 2)
                .mapToDouble(figure)
                .findFirst()
                .orElseThrow();
    }
}
