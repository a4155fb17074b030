package io.socketio.jakarta.clusters;

import io.socketio.jakarta.cluster.postgres.PostgresOptions;
import io.socketio.jakarta.cluster.redis.ClusterOptions;
import io.socketio.jakarta.cluster.redis.SocketIoEmitter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A process that runs any number of servers, each on a Tomcat of its own. It reads commands as lines of JSON and answers each with a line, like
 * {@code host.mjs} for the reference server. It ends with its standard input.
 */
public final class ClusterHost {

    private final Map<String, HostedServer> servers = new ConcurrentHashMap<>();

    private ClusterHost() {}

    /** Serves commands until the end of the input. @param args none */
    public static void main(String[] args) throws Exception {
        CommandLoop.serve(new ClusterHost()::execute);
    }

    private CompletionStage<?> execute(Command command) {
        try {
            switch (command.operation()) {
                case "start" -> {
                    HostedServer server = new HostedServer(command);
                    servers.put(command.server(), server);
                    return CompletableFuture.completedFuture(Map.of("port", server.port()));
                }
                case "stop" -> {
                    servers.remove(command.server()).close();
                    return CompletableFuture.completedFuture(true);
                }
                case "emitter" -> {
                    if (command.text("adapter", "").equals("postgres")) {
                        emitOnPostgres(command);
                    } else {
                        emit(command);
                    }
                    return CompletableFuture.completedFuture(true);
                }
                case "threads" -> {
                    return CompletableFuture.completedFuture(threads(command.text("begin", "")));
                }
                default -> {
                    return servers.get(command.server()).execute(command);
                }
            }
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** What a process without a server does. */
    private static void emit(Command command) throws Exception {
        try (SocketIoEmitter emitter = SocketIoEmitter.connect(ClusterOptions.parse(HostedServer.address(command)))) {
            emitter.to("r1")
                    .emit("emitted", new byte[] {1})
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            emitter.serverSideEmit("note", "from an emitter")
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static void emitOnPostgres(Command command) throws Exception {
        PostgresOptions options = PostgresOptions.parse(HostedServer.address(command));
        try (var emitter = io.socketio.jakarta.cluster.postgres.SocketIoEmitter.connect(options)) {
            emitter.to("r1")
                    .emit("emitted", new byte[] {1})
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            emitter.serverSideEmit("note", "from an emitter")
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> threads(String begin) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(each -> each.startsWith(begin))
                .sorted()
                .toList();
    }
}
