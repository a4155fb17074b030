package io.socketio.jakarta.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What it takes to run a WildFly with its own folder for everything that it writes, on the loopback interface.
 *
 * @param home the distribution, which is only read
 */
public record WildFlyInstallation(Path home) {

    /** What bin/standalone.sh opens, as far as web applications need it. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.security",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.management/javax.management",
            "java.naming/javax.naming");

    /** Writes the configuration of the distribution. @return the folder that applications go into */
    public Path prepare(Path base) throws IOException {
        Folders.copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        return Files.createDirectories(base.resolve("deployments"));
    }

    /** Returns the jar whose main class is {@code org.jboss.modules.Main}. */
    public Path jar() {
        return home.resolve("jboss-modules.jar");
    }

    /** Returns the arguments of the JVM. */
    public List<String> jvmArguments(Path base) {
        List<String> arguments = new ArrayList<>();
        for (String opened : OPENED) {
            arguments.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        arguments.add("-Djava.awt.headless=true");
        arguments.add("-Djava.net.preferIPv4Stack=true");
        arguments.add("-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"));
        arguments.add("-Dlogging.configuration=file:" + base.resolve("configuration/logging.properties"));
        return arguments;
    }

    /** Returns the arguments of the main class. @param managementPort 0: any */
    public List<String> arguments(Path base, int httpPort, int managementPort) {
        return List.of(
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.http.port=" + httpPort,
                "-Djboss.https.port=0",
                "-Djboss.management.http.port=" + managementPort);
    }
}
