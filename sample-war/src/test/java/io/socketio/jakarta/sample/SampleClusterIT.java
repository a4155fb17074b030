package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.processes.NodePackages;
import io.socketio.jakarta.processes.TapRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The cluster of the profile {@code run-cluster}, and pages of the chat on each of its servers in a headless browser. The browser and the test,
 * {@code samplecluster.test.mjs}, are those of the conformance tests.
 */
class SampleClusterIT {

    @Test
    void theChatWorksAcrossAllServers() throws Exception {
        Path module = SampleServer.moduleFolder();
        Path scripts = module.resolve("../src-it/conformance/src/test/node").normalize();
        Path screenshots = Files.createDirectories(module.resolve("target/screenshots"));
        NodePackages.install(scripts, module.resolve("target/npm-ci.log"));
        try (SampleCluster cluster = SampleCluster.start(0)) {
            Map<String, String> environment =
                    Map.of("SAMPLE_ADDRESS", cluster.address(), "SCREENSHOTS", screenshots.toString());
            Path output = module.resolve("target/samplecluster.tap");
            TapRun.of("samplecluster.test.mjs", scripts, environment, output, Duration.ofMinutes(1))
                    .requirePassed(3);
        }
        assertTrue(Files.size(screenshots.resolve("cluster-node.png")) > 0, "a screenshot is kept");
    }
}
