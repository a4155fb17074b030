package io.socketio.jakarta.benchmarks.run;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One server in one scenario.
 *
 * @param rounds in their order; the n-th round of all servers ran within a minute or two
 * @param warmUpSeconds how long the server was under this load before; 0 for none
 * @param note what else is worth knowing, for the details under the table
 */
record Figure(Scenario scenario, Peer peer, List<Round> rounds, long warmUpSeconds, String note) {

    private static final double QUIET_PERCENT = 10;

    Figure {
        rounds = List.copyOf(rounds);
    }

    Spread cost() {
        return of(Round::cost);
    }

    double perSecond() {
        return of(Round::perSecond).median();
    }

    Spread p50Millis() {
        return of(Round::p50Millis);
    }

    Spread p99Millis() {
        return of(Round::p99Millis);
    }

    /** Returns whether the machine had other work meanwhile. */
    boolean isDisturbed() {
        return rounds.stream().anyMatch(round -> round.othersPercent() > QUIET_PERCENT);
    }

    private Spread of(ToDoubleFunction<Round> value) {
        return Spread.ofRounds(rounds.stream().mapToDouble(value).toArray());
    }
}
