package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.socket.client.Socket;
import io.socketio.jakarta.AckError;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import io.socketio.jakarta.filter.Exchange;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What error handlers see, in every phase, and of stages. */
class ErrorHandlersTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();
    static final AtomicReference<CompletableFuture<String>> STAGE = new AtomicReference<>();
    static final AtomicReference<CountDownLatch> BLOCKED = new AtomicReference<>();

    @SocketScoped
    public static class Name {
        private String name = "nobody";

        public String get() {
            return name;
        }

        public void set(String name) {
            this.name = name;
        }
    }

    @RequestScoped
    public static class Request {
        public String use() {
            return "request";
        }
    }

    @SocketIoNamespace("/failing")
    public static class Failing {
        @Inject
        Name name;

        @Inject
        Request request;

        @Inject
        Exchange exchange;

        @OnConnecting
        void connecting(@Auth Map<String, String> auth) {
            name.set(auth.getOrDefault("name", "none"));
            if (auth.containsKey("refuse")) {
                throw new IllegalArgumentException("connecting");
            }
        }

        @OnConnect
        void connect() {
            throw new IllegalStateException("connect");
        }

        @OnAnyEvent
        void any() {
            throw new IllegalStateException("any");
        }

        @OnEvent("event")
        String event() {
            throw new IllegalStateException("event");
        }

        @OnEvent("later")
        CompletionStage<String> later() {
            CompletableFuture<String> stage = new CompletableFuture<>();
            STAGE.set(stage);
            LOG.add("later");
            return stage;
        }

        @OnEvent("block")
        void block() throws InterruptedException {
            CountDownLatch latch = BLOCKED.get();
            LOG.add("blocking");
            latch.await(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
            LOG.add("blocked");
        }

        @OnDisconnecting
        void disconnecting() {
            throw new IllegalStateException("disconnecting");
        }

        @OnDisconnect
        void disconnect() {
            throw new IllegalStateException("disconnect");
        }

        @OnError
        AckError onError(IllegalStateException e, io.socketio.jakarta.Socket socket) {
            LOG.add(exchange.phase() + " " + e.getMessage() + " " + name.get() + " " + request.use() + " "
                    + socket.namespace().name());
            return new AckError("told: " + e.getMessage());
        }

        @OnError
        @Nullable
        AckError onBadArgument(IllegalArgumentException e) {
            LOG.add(exchange.phase() + " " + e.getMessage());
            return new AckError("bad argument");
        }
    }

    @SocketIoNamespace("/hopeless")
    public static class Hopeless {
        @OnEvent("try")
        CompletionStage<String> fail() {
            return CompletableFuture.failedFuture(new IllegalStateException("first"));
        }

        @OnError
        CompletionStage<AckError> failAgain(Exception e) {
            LOG.add("asked about " + e.getMessage());
            return CompletableFuture.failedFuture(new IllegalStateException("second"));
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(Failing.class, Name.class, Request.class, Hopeless.class);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    private static List<String> seen(int count) throws Exception {
        return WeldTomcat.next(LOG, count);
    }

    private static Socket connected() throws Exception {
        Socket client = WeldTomcat.connected(tomcat.client("/failing", Map.of("name", "ann")));
        assertEquals(List.of("CONNECT connect ann request /failing"), seen(1));
        return client;
    }

    @Test
    void errorHandlerSeesWhatIsThrownInEveryPhase() throws Exception {
        assertEquals(
                "{\"message\":\"bad argument\"}",
                WeldTomcat.refused(tomcat.client("/failing", Map.of("refuse", "yes"))));
        assertEquals(List.of("CONNECTING connecting"), seen(1));
        Socket client = connected();
        assertEquals("{\"error\":\"told: event\"}", WeldTomcat.ask(client, "event"));
        assertEquals(List.of("EVENT any ann request /failing", "EVENT event ann request /failing"), seen(2));
        client.disconnect();
        assertEquals(
                List.of(
                        "DISCONNECTING disconnecting ann request /failing",
                        "DISCONNECT disconnect ann request /failing"),
                seen(2));
    }

    /** A handler is running while the stage fails on another thread: the error handler waits for its turn. */
    @Test
    void failedStageAsksTheErrorHandlerInTheTurnOfTheSocket() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        BLOCKED.set(latch);
        Socket client = connected();
        CompletableFuture<String> answer = new CompletableFuture<>();
        client.emit("later", new Object[0], args -> answer.complete(String.valueOf(args[0])));
        client.emit("block");
        assertEquals(
                List.of("EVENT any ann request /failing", "later", "EVENT any ann request /failing", "blocking"),
                seen(4));
        STAGE.get().completeExceptionally(new IllegalStateException("late"));
        assertEquals(0, LOG.size());
        latch.countDown();
        assertEquals(List.of("blocked", "EVENT late ann request /failing"), seen(2));
        assertEquals("{\"error\":\"told: late\"}", answer.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS));
    }

    @Test
    void stageThatFailsAfterTheSocketHasEndedStillFindsTheErrorHandlerAndHarmsNobody() throws Exception {
        Socket client = connected();
        client.emit("later");
        seen(2);
        client.disconnect();
        seen(2);
        STAGE.get().completeExceptionally(new IllegalArgumentException("too late"));
        assertEquals(List.of("EVENT too late"), seen(1));
    }

    @Test
    void stageMayAcknowledgeFromWhateverThreadCompletesIt() throws Exception {
        Socket client = connected();
        CompletableFuture<String> answer = new CompletableFuture<>();
        client.emit("later", new Object[0], args -> answer.complete(String.valueOf(args[0])));
        seen(2);
        STAGE.get().complete("done");
        assertEquals("done", answer.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS));
        assertNotEquals(null, client.id());
    }

    @Test
    void errorHandlerIsNotAskedAboutItsOwnFailure() throws Exception {
        assertEquals("{\"error\":\"internal error\"}", WeldTomcat.ask(tomcat.connected("/hopeless"), "try"));
        assertEquals("asked about first", WeldTomcat.next(LOG));
        assertEquals("[]", LOG.toString());
    }
}
