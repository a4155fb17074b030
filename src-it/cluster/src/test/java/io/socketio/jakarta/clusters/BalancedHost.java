package io.socketio.jakarta.clusters;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

    private final Map<String, BalancedServer> servers = new ConcurrentHashMap<>();
    /** A server takes its time to start and to stop; others are served meanwhile. */
    private final Executor starts = Executors.newCachedThreadPool();
    /** What all servers have received, as a database would have it. */
    private final Received received = new Received();

    private BalancedHost() {}

    /** Serves commands until the end of the input. @param args none */
    public static void main(String[] args) throws Exception {
        // Two Tomcats that start at the same moment may take the same names for their beans, and one of them fails.
        Registry.disableRegistry();
        BalancedHost host = new BalancedHost();
        CommandLoop.serve(host::execute);
    }

    private CompletionStage<?> execute(Command command) {
        return switch (command.operation()) {
            case "start", "stop" ->
                CompletableFuture.supplyAsync(() -> executeNow(command), starts).thenCompose(Function.identity());
            default -> executeNow(command);
        };
    }

    private CompletionStage<?> executeNow(Command command) {
        try {
            switch (command.operation()) {
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
}
