package io.socketio.jakarta.clusters;

import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.ClusterState;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.SocketIo;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;

/** One server on a Tomcat of its own, with the application of the tests; {@code host.mjs} has the same for the reference server. */
final class HostedServer {

    private static final List<String> NAMESPACES = List.of("/", "/chat", "/we*ird");

    private final String name;
    private final Tomcat tomcat;
    private final Queue<Object> events = new ConcurrentLinkedQueue<>();
    private volatile SocketIoServer io;

    HostedServer(Command command) throws IOException, LifecycleException {
        this.name = command.server();
        tomcat = TomcatStart.start("cluster-tomcat", 0, (starting, context) -> configure(starting, context, command));
    }

    private void configure(Tomcat starting, Context context, Command command) {
        if (!command.text("dataSource", "").isEmpty()) {
            starting.enableNaming();
            context.getNamingResources().addResource(dataSource(command));
        }
        context.addServletContainerInitializer(
                (classes, servlets) -> serve(SocketIo.register(
                        servlets,
                        SocketIoOptions.builder()
                                .cluster(address(command))
                                .recovery(recovery -> recovery.withEnabled(command.flag("recovery")))
                                .build())),
                Collections.emptySet());
        // A context without any servlet answers nothing.
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
    }

    /** Returns the setting of the cluster. */
    static String address(Command command) {
        String adapter = command.text("adapter", "classic");
        String prefix = command.text("prefix", "socket.io");
        String streams = "&streamName=" + prefix + "-stream&sessionKeyPrefix=" + prefix + "-session:&offsetTimeout="
                + command.text("offsetTimeout", "30000");
        return command.text(
                "address",
                (adapter.equals("classic") ? "redis" : "redis-" + adapter)
                        + "://127.0.0.1:" + command.number("redis") + "?prefix=" + prefix
                        + "&mode=" + command.text("mode", "dynamic") + "&requestTimeout=" + command.number("timeout")
                        + streams);
    }

    /** Tomcat makes it of the class, as it does for applications. */
    private static ContextResource dataSource(Command command) {
        ContextResource resource = new ContextResource();
        resource.setName(command.text("dataSource", ""));
        resource.setType("org.postgresql.ds.PGSimpleDataSource");
        resource.setProperty("factory", "org.postgresql.ds.common.PGObjectFactory");
        resource.setProperty("serverName", "127.0.0.1");
        resource.setProperty("portNumber", Integer.toString(command.number("redis")));
        resource.setProperty("databaseName", "postgres");
        resource.setProperty("user", "postgres");
        return resource;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    // ---- The application

    private void serve(SocketIoServer server) {
        io = server;
        NAMESPACES.forEach(each -> serve(io.of(each)));
        io.of(Pattern.compile("^/dyn-\\d+$"), HostedServer::serve);
        NAMESPACES.forEach(each -> listen(io.of(each)));
    }

    private static void serve(Namespace namespace) {
        namespace.onConnection(HostedServer::serve);
    }

    private static void serve(Socket socket) {
        Map<String, ?> auth = socket.handshake().auth();
        socket.data().put("name", Objects.requireNonNull(auth.get("name")));
        if (auth.get("rooms") instanceof List<?> rooms) {
            socket.join(rooms.stream().map(String::valueOf).toArray(String[]::new));
        }
        socket.on("to others", event -> {
            Object[] args = event.toList().toArray();
            socket.to((String) args[0]).emit((String) args[1], Arrays.copyOfRange(args, 2, args.length));
        });
        socket.on("to all others", event -> {
            Object[] args = event.toList().toArray();
            socket.broadcast().emit((String) args[0], Arrays.copyOfRange(args, 1, args.length));
        });
        socket.emit("joined");
    }

    private void listen(Namespace namespace) {
        namespace.onServerEvent("note", (where, args, ack) -> {
            List<Object> event = new ArrayList<>(List.of(where.name(), "note"));
            event.addAll(args.toList());
            events.add(event);
        });
        namespace.onServerEvent(
                "question", (where, args, ack) -> ack.send(Map.of("server", name, "args", args.toList())));
    }

    // ---- Commands

    CompletionStage<?> execute(Command command) {
        Namespace namespace = io.of(command.text("nsp", "/"));
        switch (command.operation()) {
            case "emit" -> selection(namespace, command).emit(command.text("event", ""), command.arguments());
            case "join" -> selection(namespace, command).socketsJoin(command.texts("rooms"));
            case "leave" -> selection(namespace, command).socketsLeave(command.texts("rooms"));
            case "disconnect" -> selection(namespace, command).disconnectSockets(command.flag("close"));
            case "note" -> namespace.serverSideEmit("note", command.arguments());
            default -> {
                return query(namespace, command);
            }
        }
        return CompletableFuture.completedFuture(true);
    }

    private CompletionStage<?> query(Namespace namespace, Command command) {
        switch (command.operation()) {
            case "ask" -> {
                return responses(
                        selection(namespace, command).emitWithAck(command.text("event", ""), command.arguments()));
            }
            case "question" -> {
                return responses(
                        namespace.serverSideEmitWithAck(command.text("event", "question"), command.arguments()));
            }
            case "fetch" -> {
                return selection(namespace, command)
                        .fetchSockets()
                        .<Object>handle((sockets, failure) -> failure == null
                                ? sockets.stream().map(HostedServer::described).toList()
                                : Map.of("error", cause(failure).getMessage()));
            }
            case "remote" -> {
                return selection(namespace, command)
                        .fetchSockets()
                        .<Object>thenCompose(sockets -> sockets.isEmpty()
                                ? CompletableFuture.<Object>completedFuture("no such socket")
                                : remote(sockets.get(0), command));
            }
            case "noted" -> {
                List<Object> all = new ArrayList<>();
                for (Object event = events.poll(); event != null; event = events.poll()) {
                    all.add(event);
                }
                return CompletableFuture.completedFuture(all);
            }
            case "count" -> {
                return io.cluster().thenApply(ClusterState::servers);
            }
            case "state" -> {
                return io.cluster()
                        .thenApply(state -> Map.of(
                                "member",
                                state.member(),
                                "connected",
                                state.connected(),
                                "lost",
                                state.lostMessages()));
            }
            default -> throw new IllegalArgumentException(command.operation());
        }
    }

    private static BroadcastOperator selection(Namespace namespace, Command command) {
        BroadcastOperator selection = namespace.to(command.texts("to")).except(command.texts("except"));
        if (JsonValue.TRUE.equals(command.flagOfSelection("volatile"))) {
            selection = selection.asVolatile();
        }
        if (JsonValue.FALSE.equals(command.flagOfSelection("compress"))) {
            selection = selection.compress(false);
        }
        if (JsonValue.TRUE.equals(command.flagOfSelection("local"))) {
            selection = selection.local();
        }
        if (command.flagOfSelection("timeout") != null) {
            selection = selection.timeout(
                    Duration.ofMillis(command.json().getJsonObject("flags").getInt("timeout")));
        }
        return selection;
    }

    private static CompletionStage<Object> remote(RemoteSocket socket, Command command) {
        String event = command.text("event", "");
        switch (command.text("action", "")) {
            case "emit" -> socket.emit(event, command.arguments());
            case "join" -> socket.join(command.texts("rooms"));
            case "leave" -> socket.leave(command.texts("rooms"));
            case "ask" -> {
                return responses(socket.timeout(Duration.ofMillis(command.number("timeout")))
                        .emitWithAck(event, command.arguments())
                        .thenApply(List::of));
            }
            default -> socket.disconnect(command.flag("close"));
        }
        return CompletableFuture.completedFuture(true);
    }

    /** As a callback of the reference server gets them: the first argument of each. */
    private static CompletionStage<Object> responses(CompletionStage<List<Arguments>> asked) {
        return asked.<Object>handle((responses, failure) -> {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("error", failure == null ? null : cause(failure).getMessage());
            List<Arguments> all = responses;
            if (failure != null) {
                all = cause(failure) instanceof AckTimeoutException late ? late.responses() : List.of();
            }
            List<Object> first = new ArrayList<>();
            all.forEach(each -> first.add(each.arg(0)));
            result.put("responses", first);
            return result;
        });
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static Map<String, Object> described(RemoteSocket socket) {
        var from = socket.handshake();
        Map<String, Object> handshake = new LinkedHashMap<>();
        handshake.put("host", from.headers().containsKey("host"));
        handshake.put("address", from.address());
        handshake.put("secure", from.secure());
        handshake.put("xdomain", from.xdomain());
        handshake.put("query", from.query().keySet().stream().sorted().toList());
        handshake.put("auth", from.auth());
        handshake.put("time", Pattern.matches("\\w{3} \\w{3} \\d\\d \\d{4} .*GMT\\+0000 \\(.*\\)", from.time()));
        handshake.put("issued", "number");
        handshake.put("url", from.url().split("\\?")[0]);
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", socket.id());
        described.put("rooms", socket.rooms().stream().sorted().toList());
        described.put("data", socket.data());
        described.put("handshake", handshake);
        return described;
    }
}
