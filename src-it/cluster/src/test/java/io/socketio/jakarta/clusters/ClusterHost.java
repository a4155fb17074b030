package io.socketio.jakarta.clusters;

import io.socketio.jakarta.cluster.postgres.PostgresOptions;
import io.socketio.jakarta.cluster.redis.ClusterOptions;
import io.socketio.jakarta.cluster.redis.SocketIoEmitter;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A process that runs any number of servers, each on a Tomcat of its own. It reads commands as lines of JSON and answers each with a line, like
 * {@code host.mjs} for the reference server. It ends with its standard input.
 */
public final class ClusterHost {

    private static final PrintStream OUT = System.out;

    private final Map<String, HostedServer> servers = new ConcurrentHashMap<>();

    private ClusterHost() {}

    /** Serves commands until the end of the input. @param args none */
    public static void main(String[] args) throws Exception {
        System.setOut(System.err);
        ClusterHost host = new ClusterHost();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            JsonObject command = Json.createReader(new StringReader(line)).readObject();
            host.execute(command).whenComplete((value, failure) -> answer(command.getInt("id"), value, failure));
        }
        Runtime.getRuntime().halt(0);
    }

    private CompletionStage<?> execute(JsonObject command) {
        try {
            Command parsed = new Command(command);
            switch (parsed.operation()) {
                case "start" -> {
                    HostedServer server = new HostedServer(parsed);
                    servers.put(parsed.server(), server);
                    return CompletableFuture.completedFuture(Map.of("port", server.port()));
                }
                case "stop" -> {
                    servers.remove(parsed.server()).close();
                    return CompletableFuture.completedFuture(true);
                }
                case "emitter" -> {
                    if (parsed.text("adapter", "").equals("postgres")) {
                        emitOnPostgres(parsed);
                    } else {
                        emit(parsed);
                    }
                    return CompletableFuture.completedFuture(true);
                }
                case "threads" -> {
                    return CompletableFuture.completedFuture(threads(parsed.text("begin", "")));
                }
                default -> {
                    return servers.get(parsed.server()).execute(parsed);
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

    private static void answer(int id, Object value, Throwable failure) {
        JsonObjectBuilder answer = Json.createObjectBuilder().add("id", id);
        if (failure == null) {
            answer.add("value", Command.json(value));
        } else {
            StringWriter text = new StringWriter();
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            cause.printStackTrace(new PrintWriter(text));
            answer.add("failure", text.toString());
        }
        byte[] line = (answer.build() + "\n").getBytes(StandardCharsets.UTF_8);
        OUT.write(line, 0, line.length);
        OUT.flush();
    }
}
