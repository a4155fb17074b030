package io.socketio.jakarta.clusters;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of tests for Node's test runner, which starts the other processes; its output is kept beside the reports of the build. */
final class NodeScript {

    private static final Pattern SUMMARY = Pattern.compile("^# (tests|pass|fail|cancelled|skipped|todo) (\\d+)$");
    private static final Pattern NOT_OK = Pattern.compile("^ *not ok \\d+ - .*");
    private static final Path BUILD = Path.of(System.getProperty("build.folder"));
    private static final long PATIENCE_SECONDS = 60;

    private final String file;

    NodeScript(String file) {
        this.file = file;
    }

    /** How to start a process with our servers, as JSON. */
    private static String host() {
        return Json.createArrayBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClusterHost.class.getName()))
                .build()
                .toString();
    }

    /** Runs it; fails unless it ends well, at least so many tests have passed, and none was left out. */
    void run(int leastTests) throws IOException, InterruptedException {
        Path output = BUILD.resolve("node-" + file + ".tap");
        ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=tap", file)
                .directory(Path.of(System.getProperty("node.folder")).toFile())
                .redirectErrorStream(true);
        builder.environment().put("CLUSTER_JAVA", host());
        builder.environment().put("CLUSTER_FOLDER", BUILD.toString());
        builder.environment().put("CLUSTER_WHOLE", System.getProperty("cluster.whole", "false"));
        Process process = builder.start();
        Map<String, Integer> summary = new HashMap<>();
        List<String> failures = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
                var writer = Files.newBufferedWriter(output)) {
            boolean inFailure = false;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                writer.write(line);
                writer.newLine();
                Matcher figure = SUMMARY.matcher(line);
                if (figure.matches()) {
                    summary.put(figure.group(1), Integer.valueOf(figure.group(2)));
                }
                inFailure = NOT_OK.matcher(line).matches()
                        || inFailure && !line.strip().equals("...");
                if (inFailure) {
                    failures.add(line);
                }
            }
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        System.out.println(file + ": " + summary + ", the whole output is in " + output);
        int tests = summary.getOrDefault("tests", 0);
        assertAll(
                file,
                () -> assertEquals(
                        0, process.exitValue(), () -> "exit code; failures:\n" + String.join("\n", failures)),
                () -> assertTrue(
                        tests >= leastTests, "expected at least " + leastTests + " tests, but " + tests + " were run"),
                () -> assertEquals(
                        tests, summary.getOrDefault("pass", 0), "passed tests; skipped ones count as missing"));
    }
}
