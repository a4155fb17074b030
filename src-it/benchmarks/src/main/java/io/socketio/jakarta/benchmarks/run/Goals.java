package io.socketio.jakarta.benchmarks.run;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the library promises, as ratios within one run, and whether the figures keep it. */
final class Goals {

    /**
     * One promise.
     *
     * @param of whose cost divides ours; null if the limit is absolute
     * @param in which scenario that cost is
     */
    private record Goal(
            Scenario scenario, Peer ours, @Nullable Peer of, Scenario in, double limit) {

        Goal(Scenario scenario, Peer ours, @Nullable Peer of, double limit) {
            this(scenario, ours, of, scenario, limit);
        }

        String divisor() {
            if (of == null) {
                return "KiB of live heap";
            }
            return "of `" + of.id() + (in == scenario ? "`" : "`, " + in.title());
        }
    }

    private static final List<Goal> ALL = List.of(
            new Goal(Scenario.ECHO, Peer.UPGRADE, Peer.NODE, 0.65),
            new Goal(Scenario.ECHO, Peer.UPGRADE, Peer.NETTY, 1.05),
            new Goal(Scenario.ECHO, Peer.UPGRADE, Peer.BARE, 0.95),
            new Goal(Scenario.ECHO, Peer.UPGRADE, Peer.BUN, 1.25),
            new Goal(Scenario.ECHO, Peer.NON_BLOCKING, Peer.BUN, 1.10),
            new Goal(Scenario.ACK, Peer.UPGRADE, Peer.NODE, 0.65),
            new Goal(Scenario.ACK, Peer.UPGRADE, Peer.NETTY, 1.05),
            new Goal(Scenario.ACK, Peer.UPGRADE, Peer.BARE, 0.95),
            new Goal(Scenario.ACK, Peer.UPGRADE, Peer.BUN, 1.25),
            new Goal(Scenario.ACK, Peer.NON_BLOCKING, Peer.BUN, 1.10),
            new Goal(Scenario.ECHO_16, Peer.UPGRADE, Peer.NODE, 0.45),
            new Goal(Scenario.ECHO_16, Peer.UPGRADE, Peer.BARE, 0.85),
            new Goal(Scenario.ECHO_16, Peer.UPGRADE, Peer.BUN, 1.10),
            new Goal(Scenario.BROADCAST_100, Peer.UPGRADE, Peer.NODE, 0.80),
            new Goal(Scenario.BROADCAST_100, Peer.UPGRADE, Peer.BUN, 1.0),
            new Goal(Scenario.BROADCAST_100, Peer.UPGRADE, Peer.BARE, 0.95),
            new Goal(Scenario.BROADCAST_1000, Peer.UPGRADE, Peer.NODE, 0.80),
            new Goal(Scenario.BROADCAST_1000, Peer.UPGRADE, Peer.BUN, 1.0),
            new Goal(Scenario.BROADCAST_1000, Peer.UPGRADE, Peer.BARE, 0.95),
            new Goal(Scenario.BROADCAST_1000, Peer.UPGRADE, Peer.UPGRADE, Scenario.BROADCAST_100, 1.2),
            new Goal(Scenario.BROADCAST_10000, Peer.UPGRADE, Peer.UPGRADE, Scenario.BROADCAST_100, 1.2),
            new Goal(Scenario.BROADCAST_2K, Peer.UPGRADE, Peer.BUN, 0.75),
            new Goal(Scenario.BROADCAST_2K, Peer.UPGRADE, Peer.BARE, 0.65),
            new Goal(Scenario.BROADCAST_8, Peer.UPGRADE, Peer.BUN, 0.30),
            new Goal(Scenario.POLLING, Peer.UPGRADE, Peer.NODE, 0.65),
            new Goal(Scenario.CONNECT, Peer.UPGRADE, Peer.BARE, 0.90),
            new Goal(Scenario.IDLE, Peer.UPGRADE, null, 21),
            new Goal(Scenario.IDLE_SMALL, Peer.UPGRADE, null, 7),
            new Goal(Scenario.IDLE, Peer.WILDFLY_UPGRADE, null, 9),
            new Goal(Scenario.ECHO, Peer.WILDFLY_UPGRADE, Peer.WILDFLY_BARE, 0.60),
            new Goal(Scenario.BROADCAST_100, Peer.WILDFLY_UPGRADE, Peer.WILDFLY_BARE, 0.30),
            new Goal(Scenario.ECHO, Peer.ENDPOINT, Peer.BARE, 1.10),
            new Goal(Scenario.BROADCAST_100, Peer.ENDPOINT, Peer.BARE, 1.15),
            new Goal(Scenario.BROADCAST_2K, Peer.ENDPOINT, Peer.BARE, 1.15),
            new Goal(Scenario.ECHO, Peer.BEANS, Peer.ENDPOINT, 1.25),
            new Goal(Scenario.ACK, Peer.BEANS, Peer.ENDPOINT, 1.25),
            new Goal(Scenario.FIRST, Peer.UPGRADE, Peer.NODE, 1.0),
            new Goal(Scenario.LOAD, Peer.UPGRADE, Peer.BARE, 1.1));

    private Goals() {}

    /** Returns a table with a line for each promise about which the figures say something; empty if there is none. */
    static String verdicts(List<Figure> figures) {
        StringBuilder text = new StringBuilder();
        for (Goal goal : ALL) {
            value(goal, figures).ifPresent(value -> text.append(verdict(goal, value)));
        }
        return text.isEmpty()
                ? ""
                : "| Goal | Measured (spread of the rounds) | At most | By the median | Rounds |\n|---|---:|---:|---|---|\n"
                        + text;
    }

    /** Returns the servers of all promises that some rounds keep and some do not. */
    static Set<Peer> undecided(List<Figure> figures) {
        Set<Peer> peers = EnumSet.noneOf(Peer.class);
        for (Goal goal : ALL) {
            if (value(goal, figures)
                    .filter(value -> value.disagrees(goal.limit))
                    .isPresent()) {
                peers.add(goal.ours);
                if (goal.of != null) {
                    peers.add(goal.of);
                }
            }
        }
        return peers;
    }

    private static Optional<Spread> value(Goal goal, List<Figure> figures) {
        Optional<Figure> ours = find(figures, goal.scenario, goal.ours);
        if (goal.of == null) {
            return ours.map(Figure::cost);
        }
        Optional<Figure> of = find(figures, goal.in, goal.of);
        return ours.isPresent() && of.isPresent() ? Optional.of(quotient(ours.get(), of.get())) : Optional.empty();
    }

    /** What counts at a fixed rate is the latency; everywhere else, the cost. */
    private static Spread quotient(Figure ours, Figure of) {
        return Spread.of(ours.rounds(), of.rounds(), ours.scenario() == Scenario.LOAD ? Round::p99Millis : Round::cost);
    }

    private static Optional<Figure> find(List<Figure> figures, Scenario scenario, Peer peer) {
        return figures.stream()
                .filter(figure -> figure.scenario() == scenario && figure.peer() == peer)
                .findAny();
    }

    private static String verdict(Goal goal, Spread value) {
        return String.format(
                Locale.ROOT,
                "| %s%s, `%s`, %s | %s | %.2f | %s | %s |%n",
                goal.scenario.title(),
                goal.scenario == Scenario.LOAD ? ", p99" : "",
                goal.ours.id(),
                goal.divisor(),
                value.text(2),
                goal.limit,
                value.verdict(goal.limit).text(),
                agreement(goal, value));
    }

    private static String agreement(Goal goal, Spread value) {
        if (value.least() == value.most()) {
            return "–";
        }
        return value.disagrees(goal.limit) ? "disagree" : "agree";
    }
}
