package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.Ack;
import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.annotation.SocketIoEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose mistake a failure is: what the client is told, what the operator reads, and who hears of the event. */
class HandlerFailuresTest {

    private static final String INTERNAL = "{\"error\":\"internal error\"}";

    static final BlockingQueue<String> HEARD = new LinkedBlockingQueue<>();
    static final BlockingQueue<CompletableFuture<Object>> STAGES = new LinkedBlockingQueue<>();
    static final BlockingQueue<Ack> ACKS = new LinkedBlockingQueue<>();

    static List<Object> unwritable() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        return circle;
    }

    @SocketIoNamespace("/unwritable")
    public static class Unwritable {
        @OnConnecting
        void connecting(io.socketio.jakarta.Socket socket, @Auth Map<String, String> auth) {
            if (auth.containsKey("early")) {
                socket.emit("early", unwritable());
            }
        }

        @OnEvent("emit")
        void emit(io.socketio.jakarta.Socket socket) {
            socket.emit("never", unwritable());
        }

        @OnEvent("broadcast")
        void broadcast(Namespace everybody) {
            everybody.emit("never", unwritable());
        }

        @OnEvent("return")
        Object value() {
            return unwritable();
        }

        @OnEvent("ack")
        void ack(Ack ack) {
            ack.send(unwritable());
        }

        @OnEvent("stage")
        CompletionStage<Object> stage() {
            CompletableFuture<Object> stage = new CompletableFuture<>();
            STAGES.add(stage);
            return stage;
        }

        @OnEvent("keep")
        void keep(Ack ack) {
            ACKS.add(ack);
        }

        @OnEvent("read")
        void read(Event event) {
            event.arg(0, Integer.class);
        }
    }

    @SocketIoNamespace("/watched")
    public static class Watched {
        @OnAnyEvent
        void any(Event event) {
            HEARD.add("any " + event.name());
        }

        @OnEvent("guarded")
        @RolesAllowed("admin")
        void guarded() {}

        @OnEvent("count")
        int count(@Positive int number) {
            HEARD.add("count");
            return number;
        }

        @OnEvent("limited")
        @RateLimited(value = 1, perMillis = 60_000)
        void limited() {
            HEARD.add("limited");
        }

        void observeGuarded(@Observes @SocketIoEvent(namespace = "/watched", name = "guarded") Event event) {
            HEARD.add("observed guarded");
        }

        void observeCount(@Observes @SocketIoEvent(namespace = "/watched", name = "count") Event event) {
            HEARD.add("observed count");
        }

        void observeLimited(@Observes @SocketIoEvent(namespace = "/watched", name = "limited") Event event) {
            HEARD.add("observed limited");
        }

        void observeUnhandled(@Observes @SocketIoEvent(namespace = "/watched", name = "unhandled") Event event) {
            HEARD.add("observed unhandled");
        }
    }

    static WeldTomcat tomcat;

    private CapturedLog log;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(Unwritable.class, Watched.class);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @BeforeEach
    void listen() {
        HEARD.clear();
        log = CapturedLog.ofWarnings();
    }

    @AfterEach
    void close() {
        log.close();
        tomcat.closeClients();
    }

    private static CompletableFuture<String> asked(Socket client, String event) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        client.emit(event, new Object[0], args -> answer.complete(String.valueOf(args[0])));
        return answer;
    }

    private void assertOperatorReads(String what) {
        List<String> warnings = log.takeWarnings();
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains(what) && warnings.get(0).endsWith("PayloadException"), warnings.get(0));
    }

    @Test
    void whatAHandlerCannotWriteIsTheServersMistake() throws Exception {
        Socket client = tomcat.connected("/unwritable");
        for (String event : List.of("emit", "broadcast", "return", "ack")) {
            assertEquals(INTERNAL, WeldTomcat.ask(client, event), event);
            // The entry is written before the next event of the socket is handled.
            assertEquals(
                    "{\"error\":\"argument 0 must be Integer, but a string came\"}",
                    WeldTomcat.ask(client, "read", "1"));
            assertOperatorReads("\"" + event + "\" in namespace /unwritable");
        }
    }

    @Test
    void argumentThatAHandlerReadsItselfIsTheClientsMistake() throws Exception {
        Socket client = tomcat.connected("/unwritable");
        assertEquals(
                "{\"error\":\"argument 0 must be Integer, but a string came\"}", WeldTomcat.ask(client, "read", "1"));
        // Whatever the first event has to log is logged before the second is handled.
        WeldTomcat.ask(client, "read", "1");
        assertEquals(List.of(), log.takeWarnings());
    }

    @Test
    void stageThatCompletesWithWhatCannotBeWrittenAnswersInternalError() throws Exception {
        Socket client = tomcat.connected("/unwritable");
        CompletableFuture<String> answer = asked(client, "stage");
        STAGES.take().complete(unwritable());
        assertEquals(INTERNAL, answer.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS));
        assertTrue(log.takeWarnings().get(0).endsWith("PayloadException"));
    }

    @Test
    void keptAckThatIsGivenWhatCannotBeWrittenAnswersInternalError() throws Exception {
        Socket client = tomcat.connected("/unwritable");
        CompletableFuture<String> answer = asked(client, "keep");
        Ack ack = ACKS.take();
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> ack.send(unwritable()));
        assertEquals(INTERNAL, answer.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS));
        assertTrue(sent.handle((nothing, thrown) -> thrown != null).get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS));
        assertOperatorReads("acknowledgement of \"keep\"");
    }

    @Test
    void emitThatCannotBeWrittenWhileConnectingRefusesWithInternalError() throws Exception {
        assertEquals(
                "{\"message\":\"internal error\"}",
                WeldTomcat.refused(tomcat.client("/unwritable", Map.of("early", "yes"))));
        assertOperatorReads("middleware in namespace /unwritable");
    }

    /** The bean answers later; a listener of the same event that fails does not answer for it. */
    @Test
    void listenerThatThrowsBesideABeanTakesTheAnswerFromNobody() throws Exception {
        tomcat.server()
                .of("/unwritable")
                .onConnection(socket -> socket.on("stage", event -> {
                    throw new IllegalStateException("beside");
                }));
        Socket client = tomcat.connected("/unwritable");
        CompletableFuture<String> answer = asked(client, "stage");
        CompletableFuture<Object> stage = STAGES.take();
        // Handled behind the event, and so behind its listener.
        WeldTomcat.ask(client, "read", "1");
        stage.complete("by the bean");
        assertEquals("by the bean", answer.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS));
    }

    @Test
    void observersHearOfNoEventThatRolesForbid() throws Exception {
        assertEquals("{\"error\":\"forbidden\"}", WeldTomcat.ask(tomcat.connected("/watched"), "guarded"));
        assertEquals(List.of("any guarded"), List.copyOf(HEARD));
    }

    @Test
    void observersHearOfNoEventWhoseArgumentsDoNotBind() throws Exception {
        Socket client = tomcat.connected("/watched");
        assertEquals(
                "{\"error\":\"argument 0 (number) must be int, but a string came\"}",
                WeldTomcat.ask(client, "count", "1"));
        assertTrue(String.valueOf(WeldTomcat.ask(client, "count", -1)).contains("validation failed"));
        assertEquals("1", WeldTomcat.ask(client, "count", 1));
        assertEquals(List.of("any count", "any count", "observed count", "any count", "count"), List.copyOf(HEARD));
    }

    @Test
    void observersHearOfNoEventBeyondTheRate() throws Exception {
        Socket client = tomcat.connected("/watched");
        assertEquals("nothing", WeldTomcat.ask(client, "limited"));
        assertTrue(String.valueOf(WeldTomcat.ask(client, "limited")).contains("rate limit exceeded"));
        assertEquals(List.of("observed limited", "any limited", "limited", "any limited"), List.copyOf(HEARD));
    }

    @Test
    void observersHearOfEventsThatNoBeanHandles() throws Exception {
        Socket client = tomcat.connected("/watched");
        client.emit("unhandled");
        assertEquals(List.of("observed unhandled", "any unhandled"), WeldTomcat.next(HEARD, 2));
    }
}
