package io.socketio.jakarta.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.benchmarks.load.LoadLoop;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Options options = Options.parse(List.of("--unpinned"), MODULE);
        Files.createDirectories(options.output());
        Path node = peer.isJava() ? MODULE : NodeFolder.install(options.sources(), options.output());
        try (ServerProcess server = new ServerProcess(
                        peer.command(node, List.of()),
                        options.pinned(),
                        options.output().resolve("smoke.log"));
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
    void optionsSelectServersAndScenarios() {
        Options options = Options.parse(List.of("--servers", "ours,node", "--scenarios", "broadcast-100,idle"), MODULE);

        assertEquals(List.of(Peer.OURS, Peer.NODE), List.copyOf(options.peers()));
        assertEquals(List.of(Scenario.BROADCAST_100, Scenario.IDLE), List.copyOf(options.scenarios()));
    }
}
