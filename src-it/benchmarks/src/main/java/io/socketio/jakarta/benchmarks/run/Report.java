package io.socketio.jakarta.benchmarks.run;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The tables in Markdown: what each server costs, whether the goals are met, and the details. */
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
                        + "collector included; for connections, live heap after a full collection. All servers run side by side; each scenario "
                        + "goes round over them %d times, %d s for each, and again, up to %d times, over servers whose rounds do not agree about a goal. A figure is the median of the rounds, a quotient the median of the "
                        + "quotients of each round; in brackets the least and the most of them.%n%n",
                options.payloadBytes(),
                options.payload().name().toLowerCase(Locale.ROOT),
                options.rounds(),
                options.window().toSeconds(),
                Math.max(options.rounds(), options.mostRounds())));
        if (figures.stream().anyMatch(Figure::isDisturbed)) {
            text.append(
                    "**The machine had other work during this run (see the notes): the figures are too high, and only indicative.**\n\n");
        }
        text.append(costs(peer -> peer.kind() != Kind.WILDFLY)).append('\n');
        text.append(costs(peer -> peer.kind() == Kind.WILDFLY)).append('\n');
        text.append(Goals.verdicts(figures)).append('\n');
        text.append(
                "| Scenario | Server | Cost | of `node` | of `bun` | of `netty` | of bare | Per second | p50 | p99 |\n");
        text.append("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        sorted().forEach(figure -> text.append(details(figure)));
        text.append('\n');
        sorted().forEach(figure -> text.append(String.format(
                "- %s, `%s`: %s%n", figure.scenario().title(), figure.peer().id(), figure.note())));
        return text.toString();
    }

    private List<Figure> sorted() {
        return figures.stream()
                .sorted(Comparator.comparing(Figure::scenario).thenComparing(Figure::peer))
                .toList();
    }

    /** A line for each scenario, a column for each server; empty without such a server. */
    private String costs(Predicate<Peer> selected) {
        List<Peer> peers = figures.stream()
                .map(Figure::peer)
                .filter(selected)
                .distinct()
                .sorted()
                .toList();
        if (peers.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("| |");
        peers.forEach(peer -> text.append(" `").append(peer.id()).append("` |"));
        text.append("\n|---|").append("---:|".repeat(peers.size())).append('\n');
        figures.stream().map(Figure::scenario).distinct().sorted().forEach(scenario -> {
            String unit = (scenario.isTime() ? "µs" : "KiB") + " per " + scenario.unit();
            text.append(row(scenario.title() + ", " + unit, scenario, peers, figure -> figure.cost()));
            if (scenario == Scenario.LOAD) {
                text.append(row(scenario.title() + ", p99 in ms", scenario, peers, figure -> figure.p99Millis()));
            }
        });
        return text.toString();
    }

    private String row(String title, Scenario scenario, List<Peer> peers, Function<Figure, Spread> value) {
        return peers.stream()
                .map(peer -> find(scenario, peer)
                        .map(figure -> String.format(
                                Locale.ROOT,
                                scenario == Scenario.LOAD ? "%.2f" : "%.1f",
                                value.apply(figure).median()))
                        .orElse("–"))
                .collect(Collectors.joining(" | ", "| " + title + " | ", " |\n"));
    }

    private Optional<Figure> find(Scenario scenario, Peer peer) {
        return figures.stream()
                .filter(figure -> figure.scenario() == scenario && figure.peer() == peer)
                .findAny();
    }

    private String details(Figure figure) {
        boolean time = figure.scenario().isTime();
        return String.format(
                Locale.ROOT,
                "| %s | `%s` | %s %s | %s | %s | %s | %s | %,.0f | %s | %s |%n",
                figure.scenario().title(),
                figure.peer().id(),
                figure.cost().text(1),
                time ? "µs" : "KiB",
                ratio(figure, Peer.NODE),
                ratio(figure, Peer.BUN),
                ratio(figure, Peer.NETTY),
                ratio(figure, figure.peer().bare()),
                figure.perSecond(),
                time ? figure.p50Millis().text(2) + " ms" : "–",
                time ? figure.p99Millis().text(2) + " ms" : "–");
    }

    private String ratio(Figure figure, Peer peer) {
        return find(figure.scenario(), peer)
                .filter(other -> other.peer() != figure.peer())
                .map(other ->
                        Spread.of(figure.rounds(), other.rounds(), Round::cost).text(2))
                .orElse("–");
    }
}
