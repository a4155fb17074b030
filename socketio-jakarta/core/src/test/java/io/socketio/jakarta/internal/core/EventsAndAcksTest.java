package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AckDisconnectedException;
import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Emitter;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.engine.FakeWebSocketLink;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public class EventsAndAcksTest {

    public record Item(String name, int count) {}

    private final CoreFixture fixture = new CoreFixture();
    private final CoreServer io = fixture.server;
    private FakeClient client;
    private Socket socket;

    @BeforeEach
    void connect() {
        List<Socket> sockets = fixture.sockets(io);
        client = fixture.connected();
        socket = sockets.get(0);
    }

    @Test
    void eventReachesItsListenersInOrderWithItsArguments() {
        List<Object> seen = new ArrayList<>();
        socket.on("a", event -> seen.add(event.toList()));
        socket.on("a", event -> seen.add(event.name()));
        socket.on("b", event -> seen.add("b"));
        client.sends("42[\"a\",1,\"two\",true,null,2.5,5000000000,{\"k\":[1]}]");
        assertEquals(
                List.of(Arrays.asList(1, "two", true, null, 2.5, 5_000_000_000L, Map.of("k", List.of(1))), "a")
                        .toString(),
                seen.toString());
    }

    @Test
    void argumentsBindToTypesAndMissingOnesAreNull() {
        List<Event> events = new ArrayList<>();
        socket.on("a", events::add);
        client.sends("42[\"a\",7,{\"name\":\"x\",\"count\":2},\"s\"]");
        Event event = events.get(0);
        assertEquals(7, event.arg(0, int.class));
        assertEquals(7L, event.arg(0, Long.class));
        assertEquals(7.0, event.arg(0, double.class));
        assertEquals(new Item("x", 2), event.arg(1, Item.class));
        assertEquals("s", event.arg(2, String.class));
        assertNull(event.arg(3));
        assertNull(event.arg(3, String.class));
        assertEquals(3, event.size());
    }

    @Test
    void typedListenersAreGivenTheFirstArgumentAndTheEvent() {
        List<Object> seen = new ArrayList<>();
        socket.on("m", String.class, text -> seen.add(text));
        socket.on("m", String.class, (text, event) -> seen.add(text + event.arg(1)));
        client.sends("42[\"m\",\"x\",5]");
        assertEquals(List.of("x", "x5"), seen);
    }

    @Test
    void misfittingArgumentIsAnErrorOfTheSocketOnly() {
        List<Throwable> errors = new ArrayList<>();
        List<Integer> seen = new ArrayList<>();
        socket.onError(errors::add);
        socket.on("n", Integer.class, number -> seen.add(number));
        client.sends("42[\"n\",\"not a number\"]", "42[\"n\",3]");
        assertEquals(List.of(3), seen);
        assertInstanceOf(PayloadException.class, errors.get(0));
    }

    @Test
    void throwingListenerIsReportedAndHurtsNothingElse() {
        List<Throwable> errors = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        socket.onError(error -> {
            errors.add(error);
            throw new IllegalStateException("even the error listener throws");
        });
        socket.on("a", event -> {
            throw new Exception("checked");
        });
        socket.on("a", event -> {
            throw new IllegalStateException("unchecked");
        });
        socket.on("a", event -> seen.add("still called"));
        client.sends("42[\"a\"]", "42[\"a\"]");
        assertEquals(2, seen.size());
        assertEquals(4, errors.size());
        assertTrue(socket.isConnected());
    }

    @Test
    void clientMayEmitErrorAndNumericNames() {
        List<String> seen = new ArrayList<>();
        socket.on("error", event -> seen.add("error " + event.arg(0)));
        socket.on("5", event -> seen.add(event.name()));
        client.sends("42[\"error\",\"x\"]", "42[5]");
        assertEquals(List.of("error x", "5"), seen);
    }

    @Test
    void onceListenerIsCalledOnceAndOffRemoves() {
        List<String> seen = new ArrayList<>();
        EventListener once = event -> seen.add("once");
        EventListener removed = event -> seen.add("removed");
        EventListener kept = event -> seen.add("kept");
        socket.once("a", once).on("a", removed).on("a", kept);
        assertEquals(List.of(once, removed, kept), socket.listeners("a"));
        socket.off("a", removed);
        client.sends("42[\"a\"]", "42[\"a\"]");
        assertEquals(List.of("once", "kept", "kept"), seen);
        socket.once("a", once).off("a", once).off("a");
        client.sends("42[\"a\"]");
        assertEquals(3, seen.size());
        socket.on("a", kept).on("b", kept).removeAllListeners();
        client.sends("42[\"a\"]", "42[\"b\"]");
        assertEquals(3, seen.size());
    }

    @Test
    void onceListenerMayEmitIntoItsOwnEvent() {
        List<String> seen = new ArrayList<>();
        socket.once("a", event -> {
            seen.add("first");
            socket.on("a", second -> seen.add("second"));
        });
        client.sends("42[\"a\"]");
        assertEquals(List.of("first"), seen);
        client.sends("42[\"a\"]");
        assertEquals(List.of("first", "second"), seen);
    }

    @Test
    void ackAnswersOnceWithAnyValues() {
        List<Event> kept = new ArrayList<>();
        socket.on("ask", event -> {
            assertTrue(event.hasAck());
            event.ack("yes", 1, null, Map.of("a", true));
            event.ack("again");
            kept.add(event);
        });
        socket.on("tell", event -> {
            assertFalse(event.hasAck());
            event.ack("ignored");
        });
        client.sends("4217[\"ask\"]", "42[\"tell\"]");
        assertEquals(List.of("4317[\"yes\",1,null,{\"a\":true}]"), client.received());
    }

    @Test
    void ackWorksAfterTheNamespaceWasLeft() {
        List<Event> kept = new ArrayList<>();
        socket.on("ask", kept::add);
        client.sends("420[\"ask\"]", "41");
        kept.get(0).ack();
        assertEquals(List.of("430[]"), client.received());
    }

    @Test
    void ackThatCannotBeWrittenMayBeGivenAgain() {
        socket.on("ask", event -> {
            List<Object> circle = new ArrayList<>();
            circle.add(circle);
            assertThrows(RuntimeException.class, () -> event.ack(circle));
            event.ack("ok");
        });
        client.sends("421[\"ask\"]");
        assertEquals(List.of("431[\"ok\"]"), client.received());
    }

    @Test
    void emitSendsTextAndBinary() {
        socket.emit("hello", "world", 1);
        socket.emit("bytes", new byte[] {1, 2, 3}, Map.of("b", new byte[] {4}));
        socket.send("m");
        socket.emit("nothing", (Object[]) null);
        assertEquals(
                List.of(
                        "42[\"hello\",\"world\",1]",
                        "452-[\"bytes\",{\"_placeholder\":true,\"num\":0},{\"b\":{\"_placeholder\":true,\"num\":1}}]",
                        "<3>",
                        "<1>",
                        "42[\"message\",\"m\"]",
                        "42[\"nothing\",null]"),
                client.received());
    }

    @Test
    void binaryEventIsBoundAndAnsweredWithBinary() {
        List<byte[]> seen = new ArrayList<>();
        socket.on("up", byte[].class, (bytes, event) -> {
            seen.add(bytes);
            event.ack(bytes);
        });
        client.sends("451-9[\"up\",{\"_placeholder\":true,\"num\":0}]");
        assertTrue(seen.isEmpty());
        client.sends(new byte[] {9, 8});
        assertArrayEquals(new byte[] {9, 8}, seen.get(0));
        assertEquals(List.of("461-9[{\"_placeholder\":true,\"num\":0}]", "<2>"), client.received());
    }

    @Test
    void reservedNamesCannotBeEmitted() {
        for (String name :
                List.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener")) {
            String message = assertThrows(IllegalArgumentException.class, () -> socket.emit(name))
                    .getMessage();
            assertEquals("\"" + name + "\" is a reserved event name", message);
            assertThrows(IllegalArgumentException.class, () -> io.emit(name));
            assertThrows(IllegalArgumentException.class, () -> socket.emitWithAck(name));
        }
    }

    @Test
    void emitWithAckCompletesWithTheAnswer() throws Exception {
        CompletableFuture<Arguments> first = socket.emitWithAck("q", 1).toCompletableFuture();
        List<Object> second = new ArrayList<>();
        socket.withAck((error, response) -> second.add(error + " " + response.arg(0)))
                .emit("q", 2);
        assertEquals(List.of("420[\"q\",1]", "421[\"q\",2]"), client.received());
        client.sends("431[\"b\"]", "430[\"a\",5]", "430[\"late\"]", "4399[]");
        assertEquals("a", first.get().arg(0));
        assertEquals(5, first.get().arg(1));
        assertEquals(List.of("null b"), second);
    }

    @Test
    void everyEmitterAndSelectionTakesACallbackWithoutAnArray() {
        List<Object> answers = new ArrayList<>();
        socket.timeout(Duration.ofSeconds(1))
                .withAck((error, response) -> answers.add(response.toList()))
                .emit("none");
        socket.withAck((error, response) -> answers.add(response.toList())).emit("null", (Object[]) null);
        Emitter.WithAck twice = io.withAck((error, responses) -> answers.add(responses.size()));
        twice.emit("all", 1, 2);
        twice.emit("null", (Object[]) null);
        assertEquals(
                List.of("420[\"none\"]", "421[\"null\",null]", "422[\"all\",1,2]", "423[\"null\",null]"),
                client.received());
        client.sends("430[1]", "431[2]", "432[3]", "433[4]");
        assertEquals(List.of(List.of(1), List.of(2), 1, 1), answers);
        assertThrows(IllegalArgumentException.class, () -> twice.emit("connect"));
        assertThrows(NullPointerException.class, () -> socket.withAck(null));
        assertThrows(NullPointerException.class, () -> io.withAck(null));
    }

    @Test
    void ackFailsAfterItsTimeoutAndLateAnswersAreIgnored() {
        CompletableFuture<Arguments> usual = socket.emitWithAck("q").toCompletableFuture();
        CompletableFuture<Arguments> quick =
                socket.timeout(Duration.ofSeconds(1)).emitWithAck("q").toCompletableFuture();
        fixture.scheduler.advanceMillis(999);
        assertFalse(quick.isDone());
        fixture.scheduler.advanceMillis(1);
        ExecutionException failure = assertThrows(ExecutionException.class, quick::get);
        assertInstanceOf(AckTimeoutException.class, failure.getCause());
        assertEquals("operation has timed out", failure.getCause().getMessage());
        client.sends("431[1]");
        assertFalse(usual.isDone());
        answerPings(29);
        assertTrue(usual.isCompletedExceptionally());
    }

    /** Lets seconds pass without losing the connection. */
    private void answerPings(int seconds) {
        for (int i = 0; i < seconds; i++) {
            fixture.scheduler.advanceMillis(1_000);
            if (client.received().contains("2")) {
                client.sends("3");
            }
        }
    }

    @Test
    void pendingAcksFailOnDisconnect() {
        CompletableFuture<Arguments> pending = socket.emitWithAck("q").toCompletableFuture();
        client.exchange.closes();
        ExecutionException failure = assertThrows(ExecutionException.class, pending::get);
        assertInstanceOf(AckDisconnectedException.class, failure.getCause());
        List<Throwable> errors = new ArrayList<>();
        socket.emit("q", new Object[0], (error, response) -> errors.add(error));
        assertInstanceOf(AckDisconnectedException.class, errors.get(0));
    }

    @Test
    void tooManyPendingAcksFailAtOnce() {
        CoreFixture small =
                new CoreFixture(SocketIoOptions.builder().maxPendingAcks(1).build());
        List<Socket> sockets = small.sockets(small.server);
        FakeClient narrow = small.connected();
        sockets.get(0).emitWithAck("q");
        CompletableFuture<Arguments> refused = sockets.get(0).emitWithAck("q").toCompletableFuture();
        String message =
                assertThrows(ExecutionException.class, refused::get).getCause().getMessage();
        assertTrue(message.contains("SocketIoOptions.maxPendingAcks"), message);
        assertEquals(1, narrow.received().size());
    }

    /** Observed in the field: as many waiting handlers as WildFly's managed executor has threads got no acknowledgement. */
    @Test
    void handlerCanWaitForTheAckOfItsOwnEmitOnTheOnlyThread() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            CoreFixture real = new CoreFixture(SocketIoOptions.defaults(), pool);
            CompletableFuture<Object> answer = new CompletableFuture<>();
            real.server.onConnection(connected -> connected.on(
                    "go",
                    event -> answer.complete(connected
                            .emitWithAck("question")
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .arg(0))));
            FakeClient far = real.client();
            far.sends("40");
            awaitFrames(far, 1);
            far.sends("42[\"go\"]");
            assertEquals("420[\"question\"]", awaitFrames(far, 1).get(0));
            far.sends("430[\"answer\"]");
            assertEquals("answer", answer.get(10, TimeUnit.SECONDS));
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<String> awaitFrames(FakeClient far, int count) {
        List<String> all = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (all.size() < count && System.nanoTime() < end) {
            all.addAll(far.received());
            Thread.onSpinWait();
        }
        return all;
    }

    @Test
    void volatileEmitIsDroppedWhileTheConnectionIsBusy() {
        client.exchange.link().completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        socket.asVolatile().emit("first");
        socket.asVolatile().emit("dropped");
        socket.emit("kept");
        socket.asVolatile().emit("dropped too");
        client.exchange.link().complete();
        client.exchange.link().complete();
        assertEquals(List.of("42[\"first\"]", "42[\"kept\"]"), client.received());
    }

    @Test
    void emitAfterTheEndDoesNothing() {
        socket.disconnect();
        client.received();
        socket.emit("late");
        io.to(socket.id()).emit("late");
        assertEquals(List.of(), client.received());
    }

    @Test
    void catchAllListenersSeeEverythingInAndOut() {
        List<String> seen = new ArrayList<>();
        EventListener any = event -> seen.add("in " + event.name() + event.toList());
        socket.onAny(any);
        socket.prependAny(event -> seen.add("first"));
        socket.onAnyOutgoing((event, args) -> seen.add("out " + event + args));
        client.sends("420[\"a\",1]");
        socket.emit("b", 2);
        io.emit("c", 3);
        assertEquals(List.of("first", "in a[1]", "out b[2]", "out c[3]"), seen);
        assertEquals(2, socket.listenersAny().size());
        assertEquals(1, socket.listenersAnyOutgoing().size());
        socket.offAny(any).offAny().offAnyOutgoing();
        client.sends("42[\"a\"]");
        socket.emit("b");
        assertEquals(4, seen.size());
    }

    @Test
    void dataIsFreeForTheApplication() {
        socket.data().put("user", "ann");
        assertEquals("ann", socket.data("user", String.class));
        assertNull(socket.data("other", String.class));
        assertThrows(ClassCastException.class, () -> socket.data("user", Integer.class));
    }
}
