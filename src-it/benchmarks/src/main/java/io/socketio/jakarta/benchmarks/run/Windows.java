package io.socketio.jakarta.benchmarks.run;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** When each scenario of one server was measured, to find its samples in a recording. */
final class Windows {

    /** From inclusive, to exclusive. */
    record Window(Instant from, Instant to) {

        boolean holds(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }
    }

    private final Map<Scenario, Window> windows = new EnumMap<>(Scenario.class);

    void add(Scenario scenario, Instant from, Instant to) {
        windows.put(scenario, new Window(from, to));
    }

    Map<Scenario, Window> all() {
        return windows;
    }
}
