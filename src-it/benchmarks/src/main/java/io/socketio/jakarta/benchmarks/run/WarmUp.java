package io.socketio.jakarta.benchmarks.run;

import java.time.Duration;

/** Decides when a server is warm: its cost no longer falls, and its compiler has rested for two seconds in a row. Not thread-safe. */
public final class WarmUp {

    /** A cost of less than this share of the last one is still falling. */
    private static final double SETTLED = 0.96;

    /** Share of a server's CPU time that its compiler uses for the few methods that are always left. */
    private static final double RESTING = 0.05;

    private static final Duration REST = Duration.ofSeconds(2);

    private double lastCost = Double.MAX_VALUE;
    private boolean isFalling = true;
    private Duration rest = Duration.ZERO;

    /**
     * Takes what was measured since the last call.
     *
     * @param slice how long it took
     * @param cost for each message
     * @param compilerShare of the compilers in the CPU time of the JVM; a time by the clock would be known only when a compilation has ended
     */
    public void add(Duration slice, double cost, double compilerShare) {
        isFalling = cost <= SETTLED * lastCost;
        lastCost = cost;
        rest = compilerShare < RESTING ? rest.plus(slice) : Duration.ZERO;
    }

    /** Returns whether the compiler has rested long enough, whatever the cost does. */
    public boolean isCompiled() {
        return rest.compareTo(REST) >= 0;
    }

    public boolean isOver() {
        return isCompiled() && !isFalling;
    }
}
