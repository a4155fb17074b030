package io.socketio.jakarta.faults.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A container in a process of its own with the test application. The system property {@code faults.container} chooses it. */
public interface Server extends AutoCloseable {

    /** Its heap; small, so that what is kept wrongly is noticed. */
    String HEAP = System.getProperty("faults.heap", "256m");

    /** What carries WebSocket: a value of {@code socketio.websocket}. */
    String WEBSOCKET = System.getProperty("faults.websocket", "endpoint");

    /** Returns its name and version. */
    String title();

    /** Returns the port of the application, which is in the root context. */
    int port();

    /** Takes the application down and starts it again. */
    void redeploy() throws Exception;

    /**
     * Returns how many servers that have been taken down may still be in memory. An idle thread of some containers refers to its last request, and so
     * to its application, until it runs again or ends.
     */
    int oldServers();

    /** How many listeners of answered requests the idle threads of the container may refer to, but not to the requests. */
    default int listenersOfIdleThreads() {
        return 0;
    }

    /** Returns what the server has logged. */
    Path log();

    @Override
    void close() throws Exception;

    /** Starts the server of this run. */
    static Server start() throws Exception {
        Server server = ofContainer();
        String row =
                "websocket        " + (WEBSOCKET.equals("upgrade") ? "servlet upgrade" : "Jakarta WebSocket") + ", ";
        if (!Files.readString(server.log()).contains(row)) {
            server.close();
            throw new IllegalStateException("the log of the server does not have '" + row + "': " + server.log());
        }
        return server;
    }

    private static Server ofContainer() throws Exception {
        return switch (container()) {
            case "tomcat" -> new TomcatServer();
            case "wildfly" -> new WildFlyServer();
            default ->
                throw new IllegalArgumentException(
                        "faults.container is '" + container() + "', expected tomcat or wildfly");
        };
    }

    /** The name of the container of this run. */
    static String container() {
        return System.getProperty("faults.container", "tomcat");
    }

    /** The folder of the exploded WAR. */
    static Path war() {
        return Path.of(System.getProperty("faults.war")).toAbsolutePath();
    }

    /** The folder of the build. */
    static Path buildFolder() {
        return Path.of(System.getProperty("build.folder", "target")).toAbsolutePath();
    }

    /** The arguments of the server's JVM. */
    static List<String> jvmArguments() {
        return List.of("-Xmx" + HEAP, "-XX:+UseSerialGC", "-Dsocketio.websocket=" + WEBSOCKET);
    }
}
