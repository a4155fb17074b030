package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.processes.MainWithParent;
import io.socketio.jakarta.processes.NodePackages;
import io.socketio.jakarta.processes.TapRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The program of the profile {@code run-cluster}, as a shell starts it: in a process group of its own. Pages of the chat are on each of its servers in a
 * headless browser; the browser and the test, {@code samplecluster.test.mjs}, are those of the conformance tests. The module {@code src-it/sample} runs
 * it.
 */
class SampleClusterIT {

    private static final long PATIENCE_S = 30;

    /** A shell and a program each: Redis, Node.js, HAProxy and two servers of ours. */
    private static final int LEAST_PROCESSES = 10;

    private final Path module = SampleServer.moduleFolder();
    private Process cluster;

    /** A build that runs in the background ignores the signal of Ctrl-C, and so would its processes. */
    private BufferedReader start(int port, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "/usr/bin/setsid",
                        "/usr/bin/env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dport=" + port,
                        MainWithParent.class.getName(),
                        SampleCluster.class.getName())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        cluster = builder.start();
        return cluster.inputReader(StandardCharsets.UTF_8);
    }

    @AfterEach
    void endTheCluster() {
        cluster.destroyForcibly();
    }

    @Test
    void theChatWorksAcrossAllServersAndCtrlCEndsAllOfThem() throws Exception {
        Path scripts = module.resolve("../src-it/conformance/src/test/node").normalize();
        Path screenshots = Files.createDirectories(module.resolve("target/screenshots"));
        NodePackages.install(scripts, module.resolve("target/npm-ci.log"));
        String line = String.valueOf(start(0, Map.of()).readLine());
        assertTrue(line.matches("The chat .* is at http://localhost:\\d+/ \\(Ctrl-C stops it\\)"), line);
        Map<String, String> environment = Map.of(
                "SAMPLE_ADDRESS", line.replaceAll(".* is at | \\(.*", ""), "SCREENSHOTS", screenshots.toString());
        Path output = module.resolve("target/samplecluster.tap");
        TapRun.of("samplecluster.test.mjs", scripts, environment, output, Duration.ofMinutes(1))
                .requirePassed(3);
        assertTrue(Files.size(screenshots.resolve("cluster-node.png")) > 0, "a screenshot is kept");

        List<ProcessHandle> all = cluster.descendants().toList();
        assertTrue(all.size() >= LEAST_PROCESSES, () -> all.size() + " processes");
        Process kill = new ProcessBuilder("sh", "-c", "kill -s INT -- -" + cluster.pid()).start();
        assertEquals(0, kill.waitFor(), "a signal to the process group");
        assertTrue(cluster.waitFor(PATIENCE_S, TimeUnit.SECONDS), "the cluster still runs");
        for (ProcessHandle each : all) {
            each.onExit().get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }

    @Test
    void missingProgramsAreNamedInOneLine() throws Exception {
        List<String> lines = start(0, Map.of("PATH", "/nowhere")).lines().toList();
        assertEquals(1, lines.size(), () -> String.join("\n", lines));
        assertTrue(
                lines.get(0).matches("The cluster did not start: .*redis-server not found on the PATH; on Debian: .*"),
                lines.get(0));
        assertEquals(1, cluster.waitFor());
    }

    @Test
    void aPortThatIsTakenIsNamedInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> lines = start(taken.getLocalPort(), Map.of()).lines().toList();
            assertEquals(
                    List.of("The cluster did not start: port " + taken.getLocalPort()
                            + " is taken; choose another one with -Dport"),
                    lines);
            assertEquals(1, cluster.waitFor());
        }
    }
}
