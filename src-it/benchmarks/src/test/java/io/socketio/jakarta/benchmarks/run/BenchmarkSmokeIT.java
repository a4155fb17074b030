package io.socketio.jakarta.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.benchmarks.load.LoadLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every server gives every right answer to a few clients. No figure is looked at: those are taken by the script {@code run} alone. */
class BenchmarkSmokeIT {

    private static final int FEW_CLIENTS = 20;

    private static final Path MODULE = Path.of(System.getProperty("benchmarks.module"));

    @ParameterizedTest
    @EnumSource(Peer.class)
    void everyReplyOfEveryScenarioIsRight(Peer peer) throws Exception {
        Options options = Options.parse(List.of("--unpinned", "--servers", peer.id()), MODULE);
        Files.createDirectories(options.output());
        try (ServerProcess server = Launcher.of(options).start(peer, List.of());
                LoadLoop loop = new LoadLoop()) {
            Measurement measurement = new Measurement(server, peer, options, loop);
            for (Scenario scenario : Scenario.values()) {
                if (scenario.isTraffic() && peer.supports(scenario)) {
                    assertTrue(measurement.check(scenario) > 0, scenario::title);
                }
            }
            assertEquals(Scenario.IDLE, measurement.idle(FEW_CLIENTS).scenario());
        }
    }

    @Test
    void everyGoalIsJudged() {
        List<Figure> figures = new ArrayList<>();
        for (Peer peer : Peer.values()) {
            for (Scenario scenario : Scenario.values()) {
                figures.add(new Figure(scenario, peer, 10, 100, 1, 2, 25, false, ""));
            }
        }
        String verdicts = Goals.verdicts(figures);
        assertTrue(verdicts.contains(
                "echo, socketio-jakarta, upgrade, Tomcat, of socket.io (Bun): 1.00, at most 1.25: met"));
        assertTrue(verdicts.contains(
                "echo, socketio-jakarta, upgrade, Tomcat, of socket.io (Node): 1.00, at most 0.65: MISSED"));
        assertTrue(verdicts.contains(
                "idle WebSocket, socketio-jakarta, upgrade, WildFly, KiB of live heap: 10.00, at most 9.00: MISSED"));
        assertEquals("", Goals.verdicts(List.of()));
    }

    @Test
    void optionsSelectServersAndScenarios() {
        Options options =
                Options.parse(List.of("--servers", "non-blocking,node", "--scenarios", "broadcast-2k,idle"), MODULE);

        assertEquals(List.of(Peer.NON_BLOCKING, Peer.NODE), List.copyOf(options.peers()));
        assertEquals(List.of(Scenario.BROADCAST_2K, Scenario.IDLE), List.copyOf(options.scenarios()));
    }
}
