package io.socketio.jakarta.clusters;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;

/** One server behind a load balancer, on a Tomcat that believes its headers. */
final class BalancedServer {

    private final String name;
    private final Received received;
    private final AtomicInteger checks = new AtomicInteger();
    private final Tomcat tomcat;
    private volatile SocketIoServer io;

    /** @param received is shared with the other servers */
    BalancedServer(Command command, Received received) throws IOException, LifecycleException {
        this.name = command.server();
        this.received = received;
        tomcat = TomcatStart.start(
                "balanced-tomcat",
                command.json().getInt("port", 0),
                (starting, context) -> configure(context, command));
    }

    private void configure(Context context, Command command) {
        context.getPipeline().addValve(forwarded());
        context.addServletContainerInitializer(
                (classes, servlets) -> serve(SocketIo.register(servlets, options(command))), Collections.emptySet());
        Tomcat.addServlet(context, "ready", new Readiness());
        context.addServletMappingDecoded("/ready", "ready");
    }

    private static SocketIoOptions options(Command command) {
        return SocketIoOptions.builder()
                .pingInterval(Duration.ofMillis(command.json().getInt("pingInterval", 25_000)))
                .pingTimeout(Duration.ofMillis(command.json().getInt("pingTimeout", 20_000)))
                .cluster(command.text("cluster", ""))
                .recovery(recovery -> recovery.withEnabled(true))
                .build();
    }

    /** As docs/deployment.md has it for server.xml. */
    private static RemoteIpValve forwarded() {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }

    /** As docs/deployment.md has it as a REST resource. */
    private final class Readiness extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            checks.incrementAndGet();
            response.setStatus(io.isDraining() ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_NO_CONTENT);
        }
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private void serve(SocketIoServer server) {
        io = server;
        io.onConnection(this::serve);
    }

    private void serve(Socket socket) {
        socket.on(
                "who",
                event -> event.ack(Map.of(
                        "node",
                        name,
                        "address",
                        socket.handshake().address(),
                        "secure",
                        socket.handshake().secure(),
                        "transport",
                        socket.client().transport())));
        socket.on("echo", event -> event.ack(event.toList().toArray()));
        socket.on("numbered", this::onNumbered);
        socket.emit("node", name);
    }

    /** Takes its time: a drain finds clients whose handlers run. */
    private void onNumbered(Event event) {
        received.add(event.arg(0, String.class), event.arg(1, Integer.class));
        try {
            TimeUnit.MILLISECONDS.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        event.ack(event.arg(1));
    }

    CompletionStage<?> execute(Command command) {
        switch (command.operation()) {
            case "clients" -> {
                return CompletableFuture.completedFuture(io.engine().clientsCount());
            }
            case "checks" -> {
                return CompletableFuture.completedFuture(checks.get());
            }
            case "emit" -> {
                io.emit("news", command.number("number"));
                return CompletableFuture.completedFuture(true);
            }
            case "drain" -> {
                long begin = System.nanoTime();
                return io.drain(Duration.ofMillis(command.number("duration")))
                        .thenApply(nothing ->
                                Duration.ofNanos(System.nanoTime() - begin).toMillis());
            }
            default -> throw new IllegalArgumentException(command.operation());
        }
    }
}
