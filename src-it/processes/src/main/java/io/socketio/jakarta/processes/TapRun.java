package io.socketio.jakarta.processes;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of Node's test runner, in a process of its own.
 *
 * @param exit its exit code
 * @param summary the figures at the end of its output by name, for example {@code pass}
 * @param failures the lines that tell of tests that have failed
 */
public record TapRun(int exit, Map<String, Integer> summary, List<String> failures) {

    /** For example {@code # pass 12}; tests print comments like it, so the last one counts. */
    private static final Pattern FIGURE = Pattern.compile("^# (tests|pass|fail|cancelled|skipped|todo) (\\d+)$");

    private static final Pattern NOT_OK = Pattern.compile("^ {4,}not ok \\d+ - .*|^not ok \\d+ - .*");

    /**
     * Runs a file of tests.
     *
     * @param folder the file is there
     * @param environment is added to that of this process
     * @param output receives what it prints
     * @param patience how long it may take to end once it prints nothing more; then it is killed
     */
    public static TapRun of(String file, Path folder, Map<String, String> environment, Path output, Duration patience)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=tap", file)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Map<String, Integer> summary = new HashMap<>();
        List<String> failures = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter writer = Files.newBufferedWriter(output)) {
            boolean inFailure = false;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                writer.write(line);
                writer.newLine();
                Matcher figure = FIGURE.matcher(line);
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
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        System.out.println(file + ": " + summary + ", the whole output is in " + output);
        failures.forEach(System.out::println);
        return new TapRun(process.exitValue(), summary, failures);
    }

    /** Fails unless it has ended well, at least so many tests have passed, and none was left out. */
    public void requirePassed(int leastTests) {
        int tests = summary.getOrDefault("tests", 0);
        int passed = summary.getOrDefault("pass", 0);
        List<String> problems = new ArrayList<>();
        if (exit != 0) {
            problems.add("exit code " + exit + "; failures:\n" + String.join("\n", failures));
        }
        if (tests < leastTests) {
            problems.add("expected at least " + leastTests + " tests, but " + tests + " were run");
        }
        if (passed != tests) {
            problems.add("of " + tests + " tests " + passed + " passed; skipped ones count as missing");
        }
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join("\n", problems));
        }
    }
}
