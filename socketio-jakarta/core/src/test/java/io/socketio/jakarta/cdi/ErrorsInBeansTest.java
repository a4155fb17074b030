package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.AckError;
import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An {@link Error} in a bean, or in what surrounds or observes it, ends the connection; {@code @OnDisconnect} is told once. */
class ErrorsInBeansTest {

    static final BlockingQueue<String> HEARD = new LinkedBlockingQueue<>();
    static volatile String armed = "";

    static void hit(String point) {
        if (point.equals(armed)) {
            armed = "";
            throw new NoClassDefFoundError(point);
        }
    }

    @SocketScoped
    public static class Scoped {
        void use() {}

        @PreDestroy
        void end() {
            hit("PreDestroy");
        }
    }

    @SocketIoNamespace("/errors")
    public static class Errors {
        @Inject
        Scoped scoped;

        @OnConnecting
        void connecting() {
            hit("OnConnecting");
        }

        @OnConnect
        void connect() {
            scoped.use();
            hit("OnConnect");
        }

        @OnAnyEvent
        void any(Event event) {
            hit("OnAnyEvent");
        }

        @OnEvent("work")
        String work() {
            hit("OnEvent");
            return "done";
        }

        @OnEvent("later")
        CompletionStage<String> later() {
            return CompletableFuture.failedFuture(new StackOverflowError());
        }

        @OnDisconnecting
        void disconnecting() {
            hit("OnDisconnecting");
        }

        @OnDisconnect
        void disconnect() {
            HEARD.add("disconnect");
            hit("OnDisconnect");
        }

        @OnError
        AckError error(Throwable thrown) {
            return new AckError("told");
        }

        void observe(@Observes @SocketIoEvent(namespace = "/errors", name = "work") Event event) {
            hit("observer");
        }

        void online(@Observes @Connected("/errors") io.socketio.jakarta.Socket socket) {
            hit("connected observer");
        }
    }

    private final CapturedLog log = CapturedLog.ofWarnings();
    private WeldTomcat tomcat;

    @BeforeEach
    void deploy() throws Exception {
        armed = "";
        tomcat = WeldTomcat.with(Errors.class, Scoped.class);
        HEARD.clear();
    }

    @AfterEach
    void undeploy() throws Exception {
        log.close();
        tomcat.closeClients();
        tomcat.close();
    }

    /** Over WebSocket the Java client does not answer a close frame, and learns of it much later. */
    private Socket client() {
        return tomcat.client("/errors", Map.of(), "polling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OnAnyEvent", "OnEvent", "observer"})
    void errorOfAnEventEndsTheConnection(String point) throws Exception {
        Socket bystander = WeldTomcat.connected(client());
        Socket client = WeldTomcat.connected(client());
        CompletableFuture<Void> gone = gone(client);
        armed = point;
        client.emit("work");
        endsOnce(gone, bystander);
    }

    @Test
    void stageThatFailsWithAnErrorEndsTheConnection() throws Exception {
        Socket bystander = WeldTomcat.connected(client());
        Socket client = WeldTomcat.connected(client());
        CompletableFuture<Void> gone = gone(client);
        client.emit("later");
        endsOnce(gone, bystander);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OnConnect", "connected observer"})
    void errorAfterConnectingEndsTheConnection(String point) throws Exception {
        Socket bystander = WeldTomcat.connected(client());
        // It answers events after its own @OnConnect and observers, which must not meet the trap.
        assertEquals("done", WeldTomcat.ask(bystander, "work"));
        armed = point;
        // The client may not have learned that it was connected, and then it tells of no disconnect.
        Socket client = client();
        client.io().reconnection(false);
        client.connect();
        endsOnce(bystander);
    }

    @Test
    void errorWhileConnectingEndsTheConnectionWithoutADisconnect() throws Exception {
        Socket bystander = WeldTomcat.connected(client());
        armed = "OnConnecting";
        Socket client = client();
        client.io().reconnection(false);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        client.io().on("close", args -> closed.complete(null));
        client.connect();
        closed.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
        assertEquals("done", WeldTomcat.ask(bystander, "work"));
        assertEquals(List.of(), List.copyOf(HEARD));
        assertEquals(1, tomcat.server().of("/errors").sockets().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OnDisconnecting", "OnDisconnect", "PreDestroy"})
    void errorAtTheEndLeavesNothingBehind(String point) throws Exception {
        Socket bystander = WeldTomcat.connected(client());
        Socket client = WeldTomcat.connected(client());
        armed = point;
        client.disconnect();
        assertEquals("disconnect", HEARD.poll(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS));
        assertEquals("done", WeldTomcat.ask(bystander, "work"));
        assertEquals(1, tomcat.server().of("/errors").sockets().size());
    }

    private static CompletableFuture<Void> gone(Socket client) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        client.io().reconnection(false);
        client.on("disconnect", args -> gone.complete(null));
        return gone;
    }

    private void endsOnce(CompletableFuture<Void> gone, Socket bystander) throws Exception {
        gone.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
        endsOnce(bystander);
    }

    private void endsOnce(Socket bystander) throws Exception {
        assertEquals("disconnect", HEARD.poll(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS));
        assertEquals("done", WeldTomcat.ask(bystander, "work"));
        assertEquals(List.of(), List.copyOf(HEARD));
        assertEquals(1, tomcat.server().of("/errors").sockets().size());
        assertTrue(log.takeWarnings().stream().anyMatch(line -> line.startsWith("SIO-0120")));
    }
}
