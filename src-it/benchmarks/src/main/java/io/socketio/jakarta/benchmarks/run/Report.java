package io.socketio.jakarta.benchmarks.run;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
        text.append(
                "| Scenario | Server | Cost | of Node | of Bun | of netty | of bare | Per second | p50 | p99 | Warm-up |\n");
        text.append("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        figures.stream()
                .sorted(Comparator.comparing(Figure::scenario).thenComparing(Figure::peer))
                .forEach(figure -> text.append(row(figure)));
        text.append('\n');
        figures.forEach(figure -> text.append(String.format(
                "- %s, %s: %s%n", figure.scenario().title(), figure.peer().title(), figure.note())));
        text.append(Goals.verdicts(figures));
        return text.toString();
    }

    private String row(Figure figure) {
        boolean time = figure.scenario().isTime();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f %s/%s | %s | %s | %s | %s | %,.0f | %s | %s | %s |%n",
                figure.scenario().title(),
                figure.peer().title(),
                figure.cost(),
                time ? "µs" : "KiB",
                figure.scenario().unit(),
                ratio(figure, Peer.NODE),
                ratio(figure, Peer.BUN),
                ratio(figure, Peer.NETTY),
                ratio(figure, figure.peer().bare()),
                figure.perSecond(),
                time ? String.format(Locale.ROOT, "%.2f ms", figure.p50Millis()) : "–",
                time ? String.format(Locale.ROOT, "%.2f ms", figure.p99Millis()) : "–",
                figure.scenario().isTraffic() ? figure.warmUpSeconds() + " s" : "–");
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
}
