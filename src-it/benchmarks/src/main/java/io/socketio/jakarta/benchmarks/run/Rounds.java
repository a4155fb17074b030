package io.socketio.jakarta.benchmarks.run;

import java.io.IOException;
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

    /** Measures one server once. */
    @FunctionalInterface
    interface Measured {

        Round round(Peer peer) throws IOException;
    }

    /**
     * Goes round over the servers, then again over those whose rounds do not agree about a goal.
     *
     * @param times how often for all servers
     * @param most how often for those
     */
    void measure(Scenario scenario, List<Peer> peers, int times, int most, Measured each) throws IOException {
        measure(peers, times, each);
        // The same servers in each further round: the n-th rounds of two servers are compared.
        List<Peer> undecided = List.copyOf(Goals.undecided(figures(scenario)));
        measure(undecided, most - times, each);
    }

    private void measure(List<Peer> peers, int times, Measured each) throws IOException {
        for (int i = 0; i < times; i++) {
            for (Peer peer : peers) {
                rounds.computeIfAbsent(peer, any -> new ArrayList<>()).add(each.round(peer));
            }
        }
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
