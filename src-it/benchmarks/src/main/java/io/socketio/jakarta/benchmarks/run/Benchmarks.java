package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.benchmarks.load.LoadLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures the servers, and prints the table. The load generator is this process. */
public final class Benchmarks {

    /** The first seconds depend on the moment, too; each round needs a new process. */
    private static final int FIRST_ROUNDS = 2;

    private static final int MOST_FIRST_ROUNDS = 3;

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
        String versions = Versions.describe(launcher, options);
        try {
            measure(launcher);
        } finally {
            // What was measured before a failure is worth its time.
            String report = new Report(figures).markdown(versions, options);
            Path file = options.output().resolve("results.md");
            Files.writeString(file, report);
            progress.println();
            progress.println(report);
            progress.println("Saved as " + file);
        }
        return figures;
    }

    private void measure(Launcher launcher) throws IOException {
        if (options.scenarios().stream().anyMatch(Scenario::isTraffic)) {
            Map<Peer, Windows> recorded = new EnumMap<>(Peer.class);
            try (TrafficRun traffic = new TrafficRun(options, launcher, progress)) {
                traffic.measure(this::add, recorded);
            }
            for (Map.Entry<Peer, Windows> each : recorded.entrySet()) {
                if (options.records(each.getKey())) {
                    new Profile(options.recording(each.getKey())).print(progress, each.getKey(), each.getValue());
                }
            }
        }
        if (options.scenarios().contains(Scenario.FIRST)) {
            first(launcher);
        }
        // Heap is measured in processes of their own, which have no caches filled by earlier scenarios.
        for (Peer peer : options.peers()) {
            for (Scenario scenario : List.of(Scenario.IDLE, Scenario.IDLE_SMALL)) {
                if (options.scenarios().contains(scenario) && peer.supports(scenario)) {
                    idle(scenario, peer, launcher);
                }
            }
            if (options.scenarios().contains(Scenario.CONNECTIONS)) {
                try (ServerProcess server = launcher.start(peer, List.of());
                        LoadLoop loop = new LoadLoop()) {
                    add(new Connections(server, peer, options, loop).hold(options.heldClients()));
                }
            }
        }
    }

    private void first(Launcher launcher) throws IOException {
        Rounds rounds = new Rounds();
        int times = Math.min(FIRST_ROUNDS, options.rounds());
        int most = Math.min(MOST_FIRST_ROUNDS, options.mostRounds());
        rounds.measure(Scenario.FIRST, List.copyOf(options.peers()), times, most, peer -> {
            try (ServerProcess server = launcher.start(peer, List.of());
                    LoadLoop loop = new LoadLoop()) {
                return new Measurement(server, options, loop).first();
            }
        });
        rounds.figures(Scenario.FIRST).forEach(this::add);
    }

    private void idle(Scenario scenario, Peer peer, Launcher launcher) throws IOException {
        HeapObjects objects = options.records(peer) ? new HeapObjects() : null;
        try (ServerProcess server = launcher.start(peer, scenario.jvmArguments());
                LoadLoop loop = new LoadLoop()) {
            add(new Connections(server, peer, options, loop).idle(scenario, options.idleClients(), objects));
        }
        if (objects != null) {
            objects.print(progress, peer);
        }
    }

    private void add(Figure figure) {
        figures.add(figure);
        progress.printf(
                "%s, %s: %s %s (%s)%n",
                figure.peer().title(),
                figure.scenario().title(),
                figure.cost().text(2),
                figure.scenario().isTime() ? "µs" : "KiB",
                figure.note());
    }
}
