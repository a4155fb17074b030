package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.benchmarks.growth.Chart;
import io.socketio.jakarta.benchmarks.growth.Simulation;
import io.socketio.jakarta.benchmarks.load.LoadLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The option {@code --growth}: how cost and memory grow with connections, with the size of a room, and in a heap without a network. */
final class Growth {

    private static final int[] CONNECTIONS = {100, 300, 1_000, 3_000, 10_000, 15_000, 30_000};
    private static final int[] ROOMS = {10, 30, 100, 300, 1_000, 3_000, 10_000};

    /** Enough for 4 KiB of each socket, and for a collector that has an old generation of two thirds. */
    private static final int SIMULATION_BYTES_PER_SOCKET = 8 * 1024;

    private static final int MIB = 1 << 20;

    /**
     * So many connections, measured.
     *
     * @param deliveryMicros server CPU of one delivery, in each second
     */
    record Step(double connectMicros, double connectsPerSecond, Spread deliveryMicros, double p99Millis) {}

    private final Options options;
    private final Options.GrowthSizes sizes;
    private final PrintStream progress;
    private final StringBuilder report = new StringBuilder();

    Growth(Options options, Options.GrowthSizes sizes, PrintStream progress) {
        this.options = options;
        this.sizes = sizes;
        this.progress = progress;
    }

    void run() throws IOException, InterruptedException {
        Files.createDirectories(options.output());
        Launcher launcher = Launcher.of(options);
        say("%s. %s%n%n", LocalDate.now(), Versions.describe(launcher, options));
        if (sizes.connections() > 0) {
            network(launcher);
        }
        if (sizes.simulated() > 0) {
            simulation();
        }
        Path file = options.output().resolve("growth.md");
        Files.writeString(file, report);
        progress.println("Saved as " + file);
    }

    private void say(String format, Object... values) {
        String text = String.format(Locale.ROOT, format, values);
        report.append(text);
        progress.print(text);
        progress.flush();
    }

    private void network(Launcher launcher) throws IOException {
        Chart delivery = new Chart("Broadcast, µs of server CPU per delivery", "connections, or sockets in the room");
        Chart memory = new Chart("Live heap per connection, KiB", "connections");
        Map<Peer, List<Chart.Point>> rooms = new EnumMap<>(Peer.class);
        StringBuilder inRooms = new StringBuilder();
        say(
                "| Server | Connections | Connect, µs CPU | Connections per second | Live heap, KiB each | Broadcast to all, µs CPU per delivery | p99 |%n");
        say("|---|---:|---:|---:|---:|---:|---:|%n");
        for (Peer peer : options.peers()) {
            Map<Integer, Double> heaps = heaps(peer, launcher);
            List<Chart.Point> costs = new ArrayList<>();
            try (ServerProcess server = launcher.start(peer, List.of("-Dbenchmarks.rooms=true"));
                    LoadLoop loop = new LoadLoop()) {
                Measurement warmUp = new Measurement(server, options, loop);
                warmUp.check(Scenario.BROADCAST_100);
                warmUp.warmUp(Scenario.BROADCAST_1000);
                warmUp.warmUp(Scenario.CONNECT);
                Connections measured = new Connections(server, peer, options, loop);
                for (int connections : upTo(CONNECTIONS, sizes.connections())) {
                    Step grown = measured.grown(connections, connections);
                    say(
                            "| `%s` | %,d | %.0f | %,.0f | %.1f | %s | %.2f ms |%n",
                            peer.id(),
                            connections,
                            grown.connectMicros(),
                            grown.connectsPerSecond(),
                            heaps.get(connections),
                            grown.deliveryMicros().text(2),
                            grown.p99Millis());
                    costs.add(
                            new Chart.Point(connections, grown.deliveryMicros().median()));
                }
                if (peer.hasRooms()) {
                    List<Chart.Point> points = rooms.computeIfAbsent(peer, any -> new ArrayList<>());
                    for (int room : upTo(ROOMS, sizes.connections())) {
                        Spread cost = measured.grown(sizes.connections(), room).deliveryMicros();
                        points.add(new Chart.Point(room, cost.median()));
                        inRooms.append(
                                String.format(Locale.ROOT, "| `%s` | %,d | %s |%n", peer.id(), room, cost.text(2)));
                    }
                }
            }
            delivery.with(peer.id() + ", everybody", costs);
            List<Chart.Point> points = new ArrayList<>();
            heaps.forEach((connections, kib) -> points.add(new Chart.Point(connections, kib)));
            memory.with(peer.id(), points);
        }
        rooms.forEach((peer, points) -> delivery.with(peer.id() + ", a room of all", points));
        say("%n%,d connections, a broadcast to a room:%n%n", sizes.connections());
        say("| Server | Sockets in the room | µs CPU per delivery |%n|---|---:|---:|%n%s", inRooms);
        save("growth-delivery.svg", delivery);
        save("growth-memory.svg", memory);
    }

    /** In a process of its own, from few to many: what a container keeps for later connections is used by those of the next step. */
    private Map<Integer, Double> heaps(Peer peer, Launcher launcher) throws IOException {
        Map<Integer, Double> heaps = new TreeMap<>();
        try (ServerProcess server = launcher.start(peer, List.of());
                LoadLoop loop = new LoadLoop()) {
            new Measurement(server, options, loop).check(Scenario.ECHO);
            Connections measured = new Connections(server, peer, options, loop);
            long empty = server.heap()[0];
            for (int connections : upTo(CONNECTIONS, sizes.connections())) {
                heaps.put(connections, measured.heapOf(connections, empty));
            }
        }
        return heaps;
    }

    private static List<Integer> upTo(int[] steps, int most) {
        List<Integer> list = new ArrayList<>();
        for (int step : steps) {
            if (step <= most) {
                list.add(step);
            }
        }
        return list;
    }

    private void simulation() throws IOException, InterruptedException {
        int heap = Math.max(1024, (int) ((long) sizes.simulated() * SIMULATION_BYTES_PER_SOCKET / MIB));
        say(
                "%nSimulated: no network, one thread, a heap of %,d MiB, the parallel collector with one thread; CPU time of that thread, and of collector and compiler while clients connect. A delivery is that of the fastest broadcast.%n%n",
                heap);
        say(
                "| Sockets | Heap, bytes each | Connect, µs | collector and compiler, µs | Broadcast to all | ns per delivery |");
        for (int room : Simulation.rooms()) {
            say(" to a room of %,d |", room);
        }
        say("%n|---:|---:|---:|---:|---:|---:|%s%n", "---:|".repeat(Simulation.rooms().length));
        List<Simulation.Step> steps = new ArrayList<>();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // Keeps the objects of a socket together; other collectors, and two threads of it, do not.
                        "-XX:+UseParallelGC",
                        "-XX:ParallelGCThreads=1",
                        // Otherwise a full collection may leave garbage.
                        "-XX:HeapMaximumCompactionInterval=1",
                        "-Xms" + heap + "m",
                        "-Xmx" + heap + "m",
                        "-XX:+AlwaysPreTouch",
                        "-Xlog:gc*:file=" + options.output().resolve("simulation-gc.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Simulation.class.getName(),
                        String.valueOf(sizes.simulated()))
                .redirectError(options.output().resolve("simulation.log").toFile())
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Simulation.Step step = Simulation.Step.parse(line);
                steps.add(step);
                print(step);
            }
        } finally {
            process.destroy();
        }
        if (process.waitFor() != 0) {
            throw new IOException("The simulation failed: see simulation.log in " + options.output());
        }
        charts(steps);
    }

    private void print(Simulation.Step step) {
        double everybody = step.deliveryNanos()[0];
        say(
                "| %,d | %,.0f | %.1f | %.1f | %.2f ms | %.0f |",
                step.sockets(),
                step.bytes(),
                step.connectNanos() / 1e3,
                step.collectorNanos() / 1e3,
                everybody * step.sockets() / 1e6,
                everybody);
        for (int i = 0; i < Simulation.rooms().length; i++) {
            boolean full = Simulation.rooms()[i] <= step.sockets();
            say(full ? " %.0f |" : " – |", step.deliveryNanos()[i + 1]);
        }
        say("%n");
    }

    private void charts(List<Simulation.Step> steps) throws IOException {
        Chart time = new Chart("Simulated broadcast, ns per delivery", "sockets");
        time.with("everybody", points(steps, 0, 0));
        for (int i = 0; i < Simulation.rooms().length; i++) {
            time.with("a room of " + Simulation.rooms()[i], points(steps, i + 1, Simulation.rooms()[i]));
        }
        save("growth-simulated-delivery.svg", time);
        Chart connect = new Chart("Simulated connection: µs to connect, and KiB of heap", "sockets");
        connect.with(
                "µs",
                steps.stream()
                        .map(step -> new Chart.Point(step.sockets(), step.connectNanos() / 1e3))
                        .toList());
        connect.with(
                "KiB",
                steps.stream()
                        .map(step -> new Chart.Point(step.sockets(), step.kibibytes()))
                        .toList());
        save("growth-simulated-connection.svg", connect);
    }

    private static List<Chart.Point> points(List<Simulation.Step> steps, int column, int least) {
        return steps.stream()
                .filter(step -> step.sockets() >= least)
                .map(step -> new Chart.Point(step.sockets(), step.deliveryNanos()[column]))
                .toList();
    }

    private void save(String name, Chart chart) throws IOException {
        if (!chart.isEmpty()) {
            Files.writeString(options.output().resolve(name), chart.svg());
        }
    }
}
