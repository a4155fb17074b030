package io.socketio.jakarta.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.processes.MainWithParent;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The project of docs/skeletons/spring-boot as a process of its own, from the jar that the module src-it/skeletons has built. */
class SpringBootSkeletonIT {

    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    @Test
    void twoPagesGreetEachOther() throws Exception {
        Path jar = Path.of(System.getProperty("skeletons.folder"), "spring-boot", "target", "greetings.jar")
                .normalize();
        assertTrue(
                Files.isRegularFile(jar),
                () -> "the skeleton is not built, " + jar + " is missing: run 'mvn -pl src-it/skeletons package'");
        Process application = start(jar);
        try {
            new NodeScript("skeleton.test.mjs")
                    .with("SKELETON_ADDRESS", "http://127.0.0.1:" + port(application) + "/")
                    .run(1);
        } finally {
            application.destroy();
        }
    }

    private static Process start(Path jar) throws Exception {
        Path guard = Path.of(MainWithParent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        jar + File.pathSeparator + guard,
                        MainWithParent.class.getName(),
                        "org.springframework.boot.loader.launch.JarLauncher",
                        "--server.port=0",
                        "--server.address=127.0.0.1")
                .redirectErrorStream(true)
                .start();
    }

    /** Reads what the application prints until it is up. What it prints later is little, and stays in the pipe. */
    private static String port(Process application) throws IOException {
        StringBuilder printed = new StringBuilder();
        BufferedReader reader = application.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            printed.append(line).append('\n');
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return started.group(1);
            }
        }
        throw new IOException("The application did not start:\n" + printed);
    }
}
