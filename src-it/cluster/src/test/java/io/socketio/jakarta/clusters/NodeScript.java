package io.socketio.jakarta.clusters;

import io.socketio.jakarta.processes.TapRun;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A file of tests for Node's test runner, which starts the other processes; its output is kept beside the reports of the build. */
final class NodeScript {

    private static final Path BUILD = Path.of(System.getProperty("build.folder"));
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String file;
    private final Class<?> host;

    NodeScript(String file) {
        this(file, ClusterHost.class);
    }

    /** @param host main class of the processes with our servers */
    NodeScript(String file, Class<?> host) {
        this.file = file;
        this.host = host;
    }

    /** How to start a process with our servers, as JSON. */
    private String host() {
        return Json.createArrayBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + BUILD,
                        "-cp",
                        System.getProperty("java.class.path"),
                        host.getName()))
                .build()
                .toString();
    }

    /** Runs it; fails unless it ends well, at least so many tests have passed, and none was left out. */
    void run(int leastTests) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "CLUSTER_JAVA", host(),
                "CLUSTER_FOLDER", BUILD.toString(),
                "CLUSTER_WHOLE", System.getProperty("cluster.whole", "false"),
                "CLUSTER_CUTS", System.getProperty("cluster.cuts", "50"));
        Path output = BUILD.resolve("node-" + file + ".tap");
        TapRun.of(file, Path.of(System.getProperty("node.folder")), environment, output, PATIENCE)
                .requirePassed(leastTests);
    }
}
