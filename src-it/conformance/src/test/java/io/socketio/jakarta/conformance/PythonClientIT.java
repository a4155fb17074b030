package io.socketio.jakarta.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of Python that Debian packages, unchanged, against our server. The checks are in {@code src/test/python/client.py}. */
class PythonClientIT {

    private static final int CHECKS = 8;
    private static final int PATIENCE_SECONDS = 180;
    private static final String MISSING =
            "The conformance tests need Python with python-socketio, requests and websocket-client; on Debian:"
                    + " apt-get install python3-socketio python3-requests python3-websocket. The interpreter is /usr/bin/python3,"
                    + " or that of the system property conformance.python.";

    private static final Map<String, Process> CLIENTS = new HashMap<>();

    private static ConformanceServer server;

    @BeforeAll
    static void startServer() throws Exception {
        Process imports;
        try {
            imports = start(List.of("-c", "import socketio, requests, websocket"), ProcessBuilder.Redirect.PIPE);
        } catch (IOException e) {
            throw new IllegalStateException(MISSING, e);
        }
        String output = new String(imports.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, imports.waitFor(), () -> MISSING + "\n" + output);
        server = new ConformanceServer();
        for (String mode : List.of("polling", "websocket", "upgrade")) {
            CLIENTS.put(mode, client(mode));
        }
    }

    @AfterAll
    static void stopServer() throws Exception {
        CLIENTS.values().forEach(Process::destroyForcibly);
        if (server != null) {
            server.close();
        }
    }

    /** They wait more than they work, so they run at the same time. */
    private static Process client(String mode) throws Exception {
        String script = Path.of(System.getProperty("node.folder"))
                .resolveSibling("python/client.py")
                .toString();
        return start(
                List.of(script, Integer.toString(server.port("default")), mode),
                ProcessBuilder.Redirect.to(output(mode).toFile()));
    }

    private static Path output(String mode) {
        return Container.buildFolder().resolve("python-" + mode + "-" + Container.name() + ".txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "upgrade"})
    void everyCheckOfTheScriptPasses(String mode) throws Exception {
        Process client = CLIENTS.get(mode);
        boolean ended = client.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        client.destroyForcibly();
        String said = Files.readString(output(mode));
        assertTrue(ended, () -> "not at its end within " + PATIENCE_SECONDS + " s:\n" + said);
        assertEquals(0, client.exitValue(), said);
        assertEquals(CHECKS, said.lines().filter(line -> line.startsWith("ok ")).count(), said);
    }

    private static Process start(List<String> arguments, ProcessBuilder.Redirect output) throws IOException {
        ProcessBuilder python = new ProcessBuilder(System.getProperty("conformance.python", "/usr/bin/python3"));
        python.command().addAll(arguments);
        python.environment().put("PYTHONIOENCODING", "utf-8");
        return python.redirectErrorStream(true).redirectOutput(output).start();
    }
}
