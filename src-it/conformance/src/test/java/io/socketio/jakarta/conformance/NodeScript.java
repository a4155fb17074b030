package io.socketio.jakarta.conformance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** A file of tests for Node's test runner, run in a process of its own; its output is kept beside the reports of the build. */
final class NodeScript {

    /** The summary at the end of the TAP output, for example {@code # pass 12}; tests print comments like it, so the last one counts. */
    private static final Pattern SUMMARY = Pattern.compile("^# (tests|pass|fail|cancelled|skipped|todo) (\\d+)$");

    private static final Pattern NOT_OK = Pattern.compile("^ {4,}not ok \\d+ - .*|^not ok \\d+ - .*");
    private static final long PATIENCE_SECONDS = 240;

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
        ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=tap", file)
                .directory(Path.of(System.getProperty("node.folder")).toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("CONFORMANCE_WEBSOCKET", Container.webSocket());
        builder.environment().put("CONFORMANCE_CONTAINER", Container.name());
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
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        System.out.println(file + ": " + summary + ", the whole output is in " + output);
        failures.forEach(System.out::println);
        verify(summary, process.exitValue(), leastTests, failures);
    }

    private void verify(Map<String, Integer> summary, int exit, int leastTests, List<String> failures) {
        int tests = summary.getOrDefault("tests", 0);
        assertAll(
                file,
                () -> assertEquals(0, exit, () -> "exit code; failures:\n" + String.join("\n", failures)),
                () -> assertTrue(
                        tests >= leastTests, "expected at least " + leastTests + " tests, but " + tests + " were run"),
                () -> assertEquals(
                        tests, summary.getOrDefault("pass", 0), "passed tests; skipped ones count as missing"));
    }
}
