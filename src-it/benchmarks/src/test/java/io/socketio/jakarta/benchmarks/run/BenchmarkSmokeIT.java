package io.socketio.jakarta.benchmarks.run;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.benchmarks.load.LoadLoop;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every server gives every right answer to a few clients. No figure is looked at: those are taken by the script {@code run} alone. */
class BenchmarkSmokeIT {

    private static final int FEW_CLIENTS = 20;

    private static final Path MODULE = Path.of(System.getProperty("benchmarks.module"));

    /** WildFly again with what has been checked on Tomcat: only in the profile {@code all-servers}. */
    private static final Set<Peer> REPETITIONS = Set.of(Peer.WILDFLY_NON_BLOCKING, Peer.WILDFLY_ENDPOINT);

    /** For a run whose figures are not looked at. */
    private static Options options(String... more) {
        List<String> all =
                new ArrayList<>(List.of("--unpinned", "--quick", "--warm-up", "1", "--jvm", "-XX:TieredStopAtLevel=1"));
        all.addAll(List.of(more));
        return Options.parse(all, MODULE);
    }

    static Stream<Peer> peers() {
        boolean all = Boolean.getBoolean("benchmarks.all-servers");
        return Stream.of(Peer.values()).filter(peer -> all || !REPETITIONS.contains(peer));
    }

    @ParameterizedTest
    @MethodSource("peers")
    void everyReplyOfEveryScenarioIsRight(Peer peer) throws Exception {
        Options options = options("--servers", peer.id());
        Files.createDirectories(options.output());
        try (ServerProcess server = Launcher.of(options).start(peer, List.of());
                LoadLoop loop = new LoadLoop()) {
            Measurement measurement = new Measurement(server, options, loop);
            for (Scenario scenario : Scenario.values()) {
                if (scenario.isTraffic() && peer.supports(scenario)) {
                    assertTrue(measurement.check(scenario) > 0, scenario::title);
                }
            }
            Connections connections = new Connections(server, peer, options, loop);
            assertEquals(
                    Scenario.IDLE,
                    connections.idle(Scenario.IDLE, FEW_CLIENTS, null).scenario());
        }
    }

    @Test
    void aScenarioGoesRoundOverTheServersAndRecordsThem() throws Exception {
        Options options = options(
                "--rounds",
                "2",
                "--most-rounds",
                "2",
                "--profile",
                "--servers",
                "upgrade,bare",
                "--scenarios",
                "echo,load");
        ByteArrayOutputStream progress = new ByteArrayOutputStream();

        List<Figure> figures = new Benchmarks(options, new PrintStream(progress, true, StandardCharsets.UTF_8)).run();

        assertEquals(
                List.of(Scenario.ECHO, Scenario.ECHO, Scenario.LOAD, Scenario.LOAD),
                figures.stream().map(Figure::scenario).toList());
        figures.forEach(figure -> assertEquals(2, figure.rounds().size(), figure::note));
        String text = progress.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("### Profile: `upgrade`, echo\n"), text);
        assertTrue(text.contains("| bytes, by class | "), text);
        assertTrue(text.contains("| echo, `upgrade`, of `bare` | "), text);
    }

    @Test
    void costGrowsOnAChart() throws Exception {
        Options options = options("--growth", "--largest", "300", "--simulated", "3000");
        ByteArrayOutputStream progress = new ByteArrayOutputStream();

        new Growth(options, requireNonNull(options.growth()), new PrintStream(progress, true, StandardCharsets.UTF_8))
                .run();

        String text = progress.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("| `upgrade` | 300 | "), text);
        assertTrue(text.contains("| 3,000 | "), text);
        assertTrue(Files.readString(options.output().resolve("growth-delivery.svg"))
                .contains("upgrade, everybody"));
        assertTrue(Files.exists(options.output().resolve("growth-simulated-delivery.svg")));
    }

    @Test
    void optionsSelectServersAndScenarios() {
        Options options =
                Options.parse(List.of("--servers", "non-blocking,node", "--scenarios", "broadcast-2k,idle"), MODULE);

        assertEquals(List.of(Peer.NON_BLOCKING, Peer.NODE), List.copyOf(options.peers()));
        assertEquals(List.of(Scenario.BROADCAST_2K, Scenario.IDLE), List.copyOf(options.scenarios()));
    }
}
