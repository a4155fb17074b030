package io.socketio.jakarta.conformance;

import io.socketio.jakarta.processes.TapRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A file of tests for Node's test runner, run in a process of its own; its output is kept beside the reports of the build. */
final class NodeScript {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final String file;
    private final Map<String, String> environment = new HashMap<>();

    NodeScript(String file) {
        this.file = file;
    }

    NodeScript with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs it; fails unless it ends well, and at least so many tests have passed, and none was left out. */
    void run(int leastTests) throws IOException, InterruptedException {
        Path output = Container.buildFolder()
                .resolve("node-" + file + "-" + Container.name() + "-" + Container.webSocket() + ".tap");
        with("CONFORMANCE_WEBSOCKET", Container.webSocket());
        with("CONFORMANCE_CONTAINER", Container.name());
        TapRun.of(file, Path.of(System.getProperty("node.folder")), environment, output, PATIENCE)
                .requirePassed(leastTests);
    }
}
