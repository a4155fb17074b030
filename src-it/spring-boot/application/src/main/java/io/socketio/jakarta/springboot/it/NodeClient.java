package io.socketio.jakarta.springboot.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs scripts in which the official client talks to a server. */
final class NodeClient {

    private static final Pattern PASSED = Pattern.compile("(?m)^# pass (\\d+)$");

    private NodeClient() {}

    /**
     * Runs one script; fails unless as many tests have passed as it holds.
     *
     * @param script for Node's test runner
     */
    static void run(String script, int tests, String url) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=tap", script)
                .directory(new File(System.getProperty("node.folder")))
                .redirectErrorStream(true);
        builder.environment().put("SERVER_URL", url);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        Matcher passed = PASSED.matcher(output);
        assertTrue(passed.find(), output);
        assertEquals(tests, Integer.parseInt(passed.group(1)), output);
    }
}
