package io.socketio.jakarta.conformance;

import static io.socketio.jakarta.processes.WildFlyManagement.operation;

import io.socketio.jakarta.processes.Folders;
import io.socketio.jakarta.processes.FreePorts;
import io.socketio.jakarta.processes.TestJvm;
import io.socketio.jakarta.processes.WildFlyManagement;
import io.socketio.jakarta.processes.WildFlyProcess;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One WildFly for all tests of this JVM. Each server is a server of its Undertow with a listener of its own, and one WAR in its root context. */
final class WildFlyContainer implements Container {

    private static @Nullable WildFlyContainer running;

    private final WildFlyProcess process;
    private final WildFlyManagement management;
    private final Path wars = Container.buildFolder().resolve("wildfly-wars");
    private final AtomicInteger number = new AtomicInteger();

    private WildFlyContainer() throws Exception {
        Path home = Path.of(System.getProperty("wildfly.home")).toAbsolutePath();
        Folders.delete(wars);
        process = new WildFlyProcess(
                home, Container.buildFolder().resolve("wildfly-server"), TestJvm.arguments("-Xmx1g"));
        management = process.management();
        management.execute(operation("add", "/subsystem=logging/logger=io.socketio.jakarta")
                .add("level", "DEBUG"));
    }

    /** The WildFly of this JVM; it is started on the first call and ends with the JVM. */
    static synchronized WildFlyContainer running() throws Exception {
        WildFlyContainer present = running;
        if (present == null) {
            present = new WildFlyContainer();
            running = present;
        }
        return present;
    }

    @Override
    public TestServer start(String configuration) throws Exception {
        return new Server("server-" + number.incrementAndGet(), configuration);
    }

    @Override
    public Deployed deploy(Path war) throws Exception {
        String name = war.getFileName() + ".war";
        management.execute(List.of(add(name, war)));
        URI address = URI.create("http://127.0.0.1:" + process.httpPort() + "/" + war.getFileName() + "/");
        return new Deployed(address, () -> management.execute(operation("remove", "/deployment=" + name)));
    }

    @Override
    public long usedHeapBytes() throws Exception {
        String memory = "/core-service=platform-mbean/type=memory";
        management.execute(operation("gc", memory));
        return management
                .execute(operation("read-attribute", memory).add("name", "heap-memory-usage"))
                .asJsonObject()
                .getJsonNumber("used")
                .longValue();
    }

    private static JsonObjectBuilder add(String name, Path folder) {
        JsonObjectBuilder content =
                Json.createObjectBuilder().add("path", folder.toString()).add("archive", false);
        return operation("add", "/deployment=" + name)
                .add("content", Json.createArrayBuilder().add(content))
                .add("enabled", true);
    }

    /** A server of Undertow and its WAR. While it restarts, its port is open and answers with 404. */
    private final class Server implements TestServer {

        private final String deployment;
        private final String undertow;
        private final String binding;
        private final int port = FreePorts.next();

        Server(String name, String configuration) throws IOException {
            deployment = "/deployment=" + name + ".war";
            undertow = "/subsystem=undertow/server=" + name;
            binding = "/socket-binding-group=standard-sockets/socket-binding=" + name;
            Path war = wars.resolve(name + ".war");
            ExplodedWar.application(
                    war, configuration, name, configuration.equals("deflate") ? WildFlyProcess.DEFLATING : "default");
            management.execute(List.of(
                    operation("add", binding).add("port", port),
                    operation("add", undertow).add("default-host", name),
                    operation("add", undertow + "/host=" + name),
                    operation("add", undertow + "/http-listener=" + name)
                            .add("socket-binding", name)
                            .add("enable-http2", true),
                    WildFlyContainer.add(name + ".war", war)));
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void restart(int pauseMillis) throws Exception {
            management.execute(operation("undeploy", deployment));
            Thread.sleep(pauseMillis);
            management.execute(operation("deploy", deployment));
        }

        @Override
        public void close() throws Exception {
            management.execute(List.of(
                    operation("remove", deployment), operation("remove", undertow), operation("remove", binding)));
        }
    }
}
