package io.socketio.jakarta.benchmarks.run;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The table in Markdown. */
final class Report {

    private final List<Figure> figures;

    Report(List<Figure> figures) {
        this.figures = figures;
    }

    String markdown(String versions, Options options) {
        StringBuilder text = new StringBuilder();
        text.append(LocalDate.now()).append(". ").append(versions).append('\n');
        text.append(String.format(
                Locale.ROOT,
                "Server on one core, load generator on another; argument of %d bytes (%s). Cost is server CPU, compiler and "
                        + "collector included; for connections, live heap after a full collection. The columns \"of …\" are our "
                        + "row's cost, and each peer's, divided by that peer's.%n%n",
                options.payloadBytes(),
                options.payload().name().toLowerCase(Locale.ROOT)));
        if (figures.stream().anyMatch(Figure::disturbed)) {
            text.append(
                    "**The machine had other work during this run (see the notes): the figures are too high, and only indicative.**\n\n");
        }
        text.append("| Scenario | Server | Cost | of Node | of netty | of bare | Per second | p50 | p99 |\n");
        text.append("|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        figures.stream()
                .sorted(Comparator.comparing(Figure::scenario).thenComparing(Figure::peer))
                .forEach(figure -> text.append(row(figure)));
        text.append('\n');
        figures.forEach(figure -> text.append(String.format(
                "- %s, %s: %s%n", figure.scenario().title(), figure.peer().title(), figure.note())));
        text.append(targets());
        return text.toString();
    }

    private String row(Figure figure) {
        boolean traffic = figure.scenario().isTraffic();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f %s/%s | %s | %s | %s | %,.0f | %s | %s |%n",
                figure.scenario().title(),
                figure.peer().title(),
                figure.cost(),
                traffic ? "µs" : "KiB",
                figure.scenario().unit(),
                ratio(figure, Peer.NODE),
                ratio(figure, Peer.NETTY),
                ratio(figure, Peer.BARE),
                figure.perSecond(),
                traffic ? String.format(Locale.ROOT, "%.2f ms", figure.p50Millis()) : "–",
                traffic ? String.format(Locale.ROOT, "%.2f ms", figure.p99Millis()) : "–");
    }

    private String ratio(Figure figure, Peer peer) {
        OptionalDouble ratio = ratioTo(figure, peer);
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "–";
    }

    private OptionalDouble ratioTo(Figure figure, Peer peer) {
        return figures.stream()
                .filter(other -> other.scenario() == figure.scenario() && other.peer() == peer)
                .mapToDouble(other -> figure.cost() / other.cost())
                .findAny();
    }

    /** What we promised, and whether it holds in this run. */
    private String targets() {
        StringBuilder text = new StringBuilder();
        for (Scenario scenario : List.of(Scenario.ECHO, Scenario.ACK)) {
            text.append(target(scenario, Peer.NODE, 0.60)).append(target(scenario, Peer.BARE, 1.30));
            text.append(beans(scenario));
        }
        for (Scenario scenario : List.of(Scenario.BROADCAST_100, Scenario.BROADCAST_1000)) {
            text.append(target(scenario, Peer.NODE, 0.75)).append(target(scenario, Peer.BARE, 1.20));
        }
        ours(Scenario.IDLE)
                .ifPresent(figure ->
                        text.append(verdict(Scenario.IDLE.title() + " in KiB of live heap", figure.cost(), 56)));
        return text.isEmpty() ? "" : "\nTargets:\n" + text;
    }

    private String target(Scenario scenario, Peer peer, double limit) {
        Optional<Figure> ours = ours(scenario);
        OptionalDouble ratio = ours.isEmpty() ? OptionalDouble.empty() : ratioTo(ours.get(), peer);
        return ratio.isEmpty() ? "" : verdict(scenario.title() + " of " + peer.title(), ratio.getAsDouble(), limit);
    }

    /** What the way through CDI costs. */
    private String beans(Scenario scenario) {
        OptionalDouble ratio = figure(scenario, Peer.BEANS)
                .map(figure -> ratioTo(figure, Peer.OURS))
                .orElse(OptionalDouble.empty());
        return ratio.isEmpty() ? "" : verdict(scenario.title() + " with beans of without", ratio.getAsDouble(), 1.25);
    }

    private Optional<Figure> ours(Scenario scenario) {
        return figure(scenario, Peer.OURS);
    }

    private Optional<Figure> figure(Scenario scenario, Peer peer) {
        return figures.stream()
                .filter(figure -> figure.scenario() == scenario && figure.peer() == peer)
                .findAny();
    }

    private static String verdict(String what, double value, double limit) {
        return String.format(
                Locale.ROOT, "- %s: %.2f, at most %.2f: %s%n", what, value, limit, value <= limit ? "held" : "MISSED");
    }
}
