package io.socketio.jakarta.ear;

import io.socketio.jakarta.processes.TestJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a server is started that finds its archives in a folder: an empty one at first. */
interface FullServer {

    /** The server that the build has chosen for this run. */
    static FullServer chosen() {
        String name = String.valueOf(System.getProperty("ear.server"));
        Path home = Path.of(String.valueOf(System.getProperty("server.home"))).toAbsolutePath();
        return switch (name) {
            case "wildfly" -> new WildFly(home);
            case "liberty" -> new Liberty(home);
            case "glassfish" -> new GlassFish(home);
            default -> throw new IllegalStateException("no such server: ear.server=" + name);
        };
    }

    /**
     * Writes the configuration.
     *
     * @param base folder for everything that the server writes; empty
     * @return the folder that the archives go into
     */
    Path prepare(Path base, int httpPort) throws IOException;

    /** The command that runs the server in the foreground. */
    List<String> command(Path base, int httpPort);

    /** What the server can deploy. */
    default List<Layout> layouts() {
        return List.of(Layout.values());
    }

    /** What clients can use, each alone. */
    default List<String> transports() {
        return List.of("polling", "websocket");
    }

    /** The name of a library of a WAR in an EAR. */
    default String nameInWar(String jar, String war) {
        return jar;
    }

    /** Besides those of this JVM. */
    default Map<String, String> environment(Path base) {
        return Map.of();
    }

    /** The java of this JVM with options that every server has. */
    static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(TestJvm.arguments("-Xmx768m"));
        command.add("-Djava.awt.headless=true");
        command.add("-Djava.net.preferIPv4Stack=true");
        command.addAll(List.of(options));
        return command;
    }
}
