package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.benchmarks.load.LoadLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Starts each server in turn, checks its answers, measures it, and prints the table. The load generator is this process. */
public final class Benchmarks {

    private final Options options;
    private final PrintStream progress;
    private final List<Figure> figures = new ArrayList<>();

    Benchmarks(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    /** The system property {@code benchmarks.module} is the folder of this module. */
    public static void main(String[] args) throws Exception {
        List<String> arguments = List.of(args);
        if (arguments.contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options = Options.parse(
                arguments, Path.of(System.getProperty("benchmarks.module", ".")).toAbsolutePath());
        if (options.growth() == null) {
            new Benchmarks(options, System.out).run();
        } else {
            new Growth(options, options.growth(), System.out).run();
        }
    }

    List<Figure> run() throws IOException, InterruptedException {
        Files.createDirectories(options.output());
        Launcher launcher = Launcher.of(options);
        for (Peer peer : options.peers()) {
            measure(peer, launcher);
        }
        String report = new Report(figures).markdown(Versions.describe(launcher, options), options);
        Path file = options.output().resolve("results.md");
        Files.writeString(file, report);
        progress.println();
        progress.println(report);
        progress.println("Saved as " + file);
        return figures;
    }

    private void measure(Peer peer, Launcher launcher) throws IOException {
        Set<Scenario> scenarios = options.scenarios();
        if (scenarios.stream().anyMatch(Scenario::isTraffic)) {
            Path recording = options.output().resolve(peer.id() + ".jfr");
            boolean profile = options.profile() && peer.isJava();
            Windows windows = new Windows();
            try (ServerProcess server = launcher.start(peer, profile ? Profile.jvmArguments(recording) : List.of());
                    LoadLoop loop = new LoadLoop()) {
                measureTraffic(new Measurement(server, peer, options, loop), peer, windows);
            }
            if (profile) {
                new Profile(recording).print(progress, peer, windows);
            }
        }
        if (scenarios.contains(Scenario.FIRST)) {
            try (ServerProcess server = launcher.start(peer, List.of());
                    LoadLoop loop = new LoadLoop()) {
                add(new Measurement(server, peer, options, loop).first());
            }
        }
        // Heap is measured in processes of their own, which have no caches filled by earlier scenarios.
        if (scenarios.contains(Scenario.IDLE)) {
            try (ServerProcess server = launcher.start(peer, List.of());
                    LoadLoop loop = new LoadLoop()) {
                add(new Measurement(server, peer, options, loop).idle(options.idleClients()));
            }
        }
        if (scenarios.contains(Scenario.CONNECTIONS)) {
            try (ServerProcess server = launcher.start(peer, List.of());
                    LoadLoop loop = new LoadLoop()) {
                add(new Measurement(server, peer, options, loop).hold(options.heldClients()));
            }
        }
    }

    private void measureTraffic(Measurement measurement, Peer peer, Windows windows) throws IOException {
        List<Scenario> possible = options.scenarios().stream()
                .filter(scenario -> scenario.isTraffic() && peer.supports(scenario))
                .toList();
        for (Scenario scenario : possible) {
            measurement.check(scenario);
        }
        progress.println(peer.title() + ": answers checked");
        for (Scenario scenario : possible) {
            add(measurement.measure(scenario, windows));
        }
    }

    private void add(Figure figure) {
        figures.add(figure);
        progress.printf(
                "%s, %s: %.2f %s (%s)%n",
                figure.peer().title(),
                figure.scenario().title(),
                figure.cost(),
                figure.scenario().isTime() ? "µs" : "KiB",
                figure.note());
    }
}
