package io.socketio.jakarta.clusters;

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
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.tomcat.util.modeler.Registry;

/**
 * A process with the servers that stand behind a load balancer, each on a Tomcat of its own. It reads commands as lines of JSON and answers each with a
 * line. It ends with its standard input.
 */
public final class BalancedHost {

    private static final PrintStream OUT = System.out;

    private final Map<String, BalancedServer> servers = new ConcurrentHashMap<>();
    /** A server takes its time to start and to stop; others are served meanwhile. */
    private final Executor starts = Executors.newCachedThreadPool();
    /** What all servers have received, as a database would have it. */
    private final Received received = new Received();

    private BalancedHost() {}

    /** Serves commands until the end of the input. @param args none */
    public static void main(String[] args) throws Exception {
        System.setOut(System.err);
        // Two Tomcats that start at the same moment may take the same names for their beans, and one of them fails.
        Registry.disableRegistry();
        BalancedHost host = new BalancedHost();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            JsonObject command = Json.createReader(new StringReader(line)).readObject();
            host.execute(command).whenComplete((value, failure) -> answer(command.getInt("id"), value, failure));
        }
        Runtime.getRuntime().halt(0);
    }

    private CompletionStage<?> execute(JsonObject json) {
        Command command = new Command(json);
        return switch (command.operation()) {
            case "start", "stop" ->
                CompletableFuture.supplyAsync(() -> executeNow(command), starts).thenCompose(Function.identity());
            default -> executeNow(command);
        };
    }

    private CompletionStage<?> executeNow(Command command) {
        try {
            switch (command.operation()) {
                case "certificate" -> {
                    new Certificate(Path.of(command.text("folder", "."))).write();
                    return CompletableFuture.completedFuture(true);
                }
                case "received" -> {
                    return CompletableFuture.completedFuture(received.of(command.text("client", "")));
                }
                case "start" -> {
                    BalancedServer server = new BalancedServer(command, received);
                    servers.put(command.server(), server);
                    return CompletableFuture.completedFuture(Map.of("port", server.port()));
                }
                case "stop" -> {
                    servers.remove(command.server()).close();
                    return CompletableFuture.completedFuture(true);
                }
                default -> {
                    return servers.get(command.server()).execute(command);
                }
            }
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static synchronized void answer(int id, Object value, Throwable failure) {
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
