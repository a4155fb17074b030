package io.socketio.jakarta.benchmarks.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** When each scenario of one server was measured, to find its samples in a recording. */
final class Windows {

    /**
     * From inclusive, to exclusive.
     *
     * @param count messages meanwhile
     * @param switches thread switches meanwhile
     */
    record Window(Instant from, Instant to, long count, long switches) {

        private boolean holds(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }
    }

    private final Map<Scenario, List<Window>> windows = new EnumMap<>(Scenario.class);

    void add(Scenario scenario, Window window) {
        windows.computeIfAbsent(scenario, any -> new ArrayList<>()).add(window);
    }

    Iterable<Scenario> scenarios() {
        return windows.keySet();
    }

    /** Returns whether the scenario was being measured at this time. */
    boolean hold(Scenario scenario, Instant instant) {
        return windows.getOrDefault(scenario, List.of()).stream().anyMatch(window -> window.holds(instant));
    }

    long count(Scenario scenario) {
        return windows.getOrDefault(scenario, List.of()).stream()
                .mapToLong(Window::count)
                .sum();
    }

    long switches(Scenario scenario) {
        return windows.getOrDefault(scenario, List.of()).stream()
                .mapToLong(Window::switches)
                .sum();
    }
}
