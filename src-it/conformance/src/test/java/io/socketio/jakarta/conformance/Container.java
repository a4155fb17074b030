package io.socketio.jakarta.conformance;

import java.net.URI;
import java.nio.file.Path;

/** What runs our servers in these tests. The system property {@code conformance.container} chooses it: {@code tomcat} (default) or {@code wildfly}. */
interface Container {

    /** Starts the test application with a configuration. */
    TestServer start(String configuration) throws Exception;

    /** Deploys an exploded WAR as it is. */
    Deployed deploy(Path war) throws Exception;

    /** The heap that is in use after a garbage collection, in bytes, where the servers run. */
    long usedHeapBytes() throws Exception;

    /** A deployed WAR. */
    record Deployed(URI address, AutoCloseable undeployment) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            undeployment.close();
        }
    }

    static String name() {
        return System.getProperty("conformance.container", "tomcat");
    }

    /** What carries WebSocket in this run, {@code endpoint} (default) or {@code upgrade}; the system property {@code conformance.websocket} chooses it. */
    static String webSocket() {
        return System.getProperty("conformance.websocket", "endpoint");
    }

    /** The container of this run. */
    static Container chosen() throws Exception {
        return switch (name()) {
            case "tomcat" -> new TomcatContainer();
            case "wildfly" -> WildFlyContainer.running();
            default ->
                throw new IllegalArgumentException(
                        "conformance.container is '" + name() + "', expected tomcat or wildfly");
        };
    }

    /** The folder of the build. */
    static Path buildFolder() {
        return Path.of(System.getProperty("build.folder", "target")).toAbsolutePath();
    }
}
