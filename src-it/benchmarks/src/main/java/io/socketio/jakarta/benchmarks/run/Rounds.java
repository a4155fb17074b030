package io.socketio.jakarta.benchmarks.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rounds of one scenario, for each server. */
final class Rounds {

    private final Map<Peer, List<Round>> rounds = new EnumMap<>(Peer.class);
    private final Map<Peer, Long> warmUpSeconds = new EnumMap<>(Peer.class);

    void warmedUp(Peer peer, long seconds) {
        warmUpSeconds.put(peer, seconds);
    }

    void add(Peer peer, Round round) {
        rounds.computeIfAbsent(peer, any -> new ArrayList<>()).add(round);
    }

    List<Figure> figures(Scenario scenario) {
        List<Figure> figures = new ArrayList<>();
        rounds.forEach((peer, list) -> figures.add(
                new Figure(scenario, peer, list, warmUpSeconds.getOrDefault(peer, 0L), note(scenario, peer))));
        return figures;
    }

    private String note(Scenario scenario, Peer peer) {
        List<Round> list = rounds.getOrDefault(peer, List.of());
        StringBuilder costs = new StringBuilder();
        list.forEach(round -> costs.append(String.format(Locale.ROOT, "%.2f, ", round.cost())));
        return String.format(
                Locale.ROOT,
                "rounds %safter %d s of warm-up; core %.0f %% busy; JIT %d ms, GC %d ms; %.2f thread switches per %s;"
                        + " other work on the machine up to %.0f %% of a core",
                costs,
                warmUpSeconds.getOrDefault(peer, 0L),
                list.stream().mapToDouble(Round::busyPercent).average().orElse(0),
                list.stream().mapToLong(Round::jitMillis).sum(),
                list.stream().mapToLong(Round::gcMillis).sum(),
                list.stream().mapToDouble(Round::switches).average().orElse(0),
                scenario.unit(),
                list.stream().mapToDouble(Round::othersPercent).max().orElse(0));
    }
}
