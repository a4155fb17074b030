package io.socketio.jakarta.faults.server;

import static io.socketio.jakarta.processes.WildFlyManagement.operation;

import io.socketio.jakarta.processes.WildFlyProcess;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A WildFly with the configuration of its distribution, and the application in the root context. */
final class WildFlyServer implements Server {

    private static final String DEPLOYMENT = "/deployment=faults.war";

    private final Path home = Path.of(System.getProperty("wildfly.home")).toAbsolutePath();
    private final Path base = Server.buildFolder().resolve("wildfly-server");
    private final WildFlyProcess process;

    WildFlyServer() throws Exception {
        process = new WildFlyProcess(home, base, Server.jvmArguments());
        try {
            process.management()
                    .execute(List.of(operation("add", DEPLOYMENT)
                            .add(
                                    "content",
                                    Json.createArrayBuilder()
                                            .add(Json.createObjectBuilder()
                                                    .add("path", Server.war().toString())
                                                    .add("archive", false)))
                            .add("enabled", true)));
        } catch (IOException e) {
            process.close();
            throw e;
        }
    }

    @Override
    public String title() {
        return home.getFileName().toString().replace("wildfly-", "WildFly ").replace(".Final", "");
    }

    @Override
    public int port() {
        return process.httpPort();
    }

    @Override
    public void redeploy() throws IOException {
        process.management().execute(operation("undeploy", DEPLOYMENT));
        process.management().execute(operation("deploy", DEPLOYMENT));
    }

    /** Seen on 39.0.1: the frame of runThreadBody in jboss-threads keeps a task while it waits. */
    @Override
    public int oldServers() {
        return 8;
    }

    /** As {@link #oldServers}; a task may be the asynchronous context of a poll. */
    @Override
    public int listenersOfIdleThreads() {
        return 40;
    }

    @Override
    public Path log() {
        return base.resolve("log/server.log");
    }

    @Override
    public void close() {
        process.close();
    }
}
