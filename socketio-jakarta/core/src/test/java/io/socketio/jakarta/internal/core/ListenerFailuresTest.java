package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.json.PayloadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client that waits for an acknowledgement is told when listeners, filters and middleware fail, and what the operator reads. */
class ListenerFailuresTest {

    private static final String INTERNAL = "430[{\"error\":\"internal error\"}]";

    private final CapturedLog log = CapturedLog.ofWarnings();
    private final CoreFixture fixture = new CoreFixture();
    private final CoreServer io = fixture.server;
    private final List<Throwable> errors = new ArrayList<>();
    private FakeClient client;
    private Socket socket;

    @BeforeEach
    void connect() {
        List<Socket> sockets = fixture.sockets(io);
        client = fixture.connected();
        socket = sockets.get(0);
        socket.onError(errors::add);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private List<String> answerOf(String event) {
        client.sends(event);
        return client.received();
    }

    private static List<Object> unwritable() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        return circle;
    }

    private static EventListener throwing(Exception exception) {
        return event -> {
            throw exception;
        };
    }

    // ---- Listeners

    @Test
    void listenerThatThrowsAnswersInternalErrorAndIsLogged() {
        socket.on("a", throwing(new Exception("checked")));
        assertEquals(List.of(INTERNAL), answerOf("420[\"a\"]"));
        assertEquals(List.of("SIO-0101 listener of \"a\" in namespace / has failed: Exception"), log.takeWarnings());
        assertEquals(1, errors.size());
    }

    @Test
    void nothingIsAnsweredToAClientThatDoesNotWait() {
        socket.on("a", throwing(new Exception("checked")));
        assertEquals(List.of(), answerOf("42[\"a\"]"));
    }

    @Test
    void refusalOfAListenerIsToldAndConcernsNoOperator() {
        socket.on("a", throwing(new EventRefused("no", Map.of("code", 7))));
        assertEquals(List.of("430[{\"error\":\"no\",\"code\":7}]"), answerOf("420[\"a\"]"));
        assertEquals(List.of(), log.takeWarnings());
    }

    @Test
    void refusalThatCannotBeWrittenAnswersInternalError() {
        socket.on("a", throwing(new EventRefused("no", Map.of("circle", unwritable()))));
        assertEquals(List.of(INTERNAL), answerOf("420[\"a\"]"));
        assertEquals(
                List.of("SIO-0101 refusal of \"a\" in namespace / has failed: PayloadException"), log.takeWarnings());
    }

    @Test
    void argumentThatIsMissingOrDoesNotFitIsToldAsForBeans() {
        socket.on("typed", Integer.class, number -> {});
        socket.on("primitive", int.class, number -> {});
        assertEquals(
                List.of("430[{\"error\":\"argument 0 must be Integer, but a string came\"}]"),
                answerOf("420[\"typed\",\"1\"]"));
        assertEquals(
                List.of("430[{\"error\":\"argument 0 must be int, but nothing came\"}]"),
                answerOf("420[\"primitive\"]"));
        assertEquals(List.of(), log.takeWarnings());
        assertEquals(2, errors.size());
    }

    @Test
    void emitThatCannotBeWrittenIsTheServersMistake() {
        socket.on("a", event -> socket.emit("b", unwritable()));
        assertEquals(List.of(INTERNAL), answerOf("420[\"a\"]"));
        assertEquals(
                List.of("SIO-0101 listener of \"a\" in namespace / has failed: PayloadException"), log.takeWarnings());
    }

    @Test
    void acknowledgementThatCannotBeWrittenIsTheServersMistake() {
        socket.on("a", event -> event.ack(unwritable()));
        assertEquals(List.of(INTERNAL), answerOf("420[\"a\"]"));
        assertEquals(
                List.of("SIO-0101 listener of \"a\" in namespace / has failed: PayloadException"), log.takeWarnings());
    }

    @Test
    void acknowledgementThatFailsWithAnErrorMayBeGivenAgain() {
        Object broken = new Object() {
            @SuppressWarnings("unused")
            public String getValue() {
                throw new AssertionError("cannot be read");
            }
        };
        socket.on("a", event -> {
            assertThrows(Throwable.class, () -> event.ack(broken));
            event.ack("instead");
        });
        assertEquals(List.of("430[\"instead\"]"), answerOf("420[\"a\"]"));
    }

    /** The exception ends in a stage that nobody looks at. */
    @Test
    void lateAcknowledgementThatCannotBeWrittenAnswersInternalErrorAndIsLogged() {
        CompletableFuture<Object> value = new CompletableFuture<>();
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        socket.on("a", event -> stages.add(value.thenAccept(event::ack)));
        assertEquals(List.of(), answerOf("420[\"a\"]"));
        value.complete(unwritable());
        assertEquals(List.of(INTERNAL), client.received());
        assertThrows(ExecutionException.class, () -> stages.get(0).get());
        assertEquals(
                List.of("SIO-0101 acknowledgement of \"a\" in namespace / has failed: PayloadException"),
                log.takeWarnings());
    }

    @Test
    void ackErrorIsSentAsBeansSendIt() {
        socket.on("a", event -> event.ack(new AckError("no", Map.of("code", 7))));
        assertEquals(List.of("430[{\"error\":\"no\",\"code\":7}]"), answerOf("420[\"a\"]"));
    }

    // ---- Several listeners

    @Test
    void listenerThatThrowsTakesTheAnswerFromNoOther() {
        socket.on("a", throwing(new Exception("first")));
        socket.on("a", event -> event.ack("second"));
        assertEquals(List.of("430[\"second\"]"), answerOf("420[\"a\"]"));
    }

    @Test
    void listenerThatHasAcknowledgedMayThrow() {
        socket.on("a", event -> {
            event.ack("done");
            throw new IllegalStateException("afterwards");
        });
        assertEquals(List.of("430[\"done\"]"), answerOf("420[\"a\"]"));
        assertEquals(
                List.of("SIO-0101 listener of \"a\" in namespace / has failed: IllegalStateException"),
                log.takeWarnings());
    }

    @Test
    void theFirstFailureIsTheOneThatIsTold() {
        socket.on("a", throwing(new EventRefused("first")));
        socket.on("a", throwing(new EventRefused("second")));
        assertEquals(List.of("430[{\"error\":\"first\"}]"), answerOf("420[\"a\"]"));
    }

    @Test
    void onceListenerThatThrowsAnswersAndIsGone() {
        socket.once("a", throwing(new EventRefused("once")));
        assertEquals(List.of("430[{\"error\":\"once\"}]"), answerOf("420[\"a\"]"));
        assertEquals(List.of(), answerOf("421[\"a\"]"));
    }

    @Test
    void listenerThatIsRemovedDuringTheEventStillAnswersForIt() {
        EventListener second = throwing(new EventRefused("second"));
        socket.on("a", event -> socket.off("a", second)).on("a", second);
        assertEquals(List.of("430[{\"error\":\"second\"}]"), answerOf("420[\"a\"]"));
    }

    @Test
    void catchAllListenerThatThrowsAnswersOnlyWhereNoOtherListenerDoes() {
        List<Event> kept = new ArrayList<>();
        socket.onAny(throwing(new EventRefused("any")));
        socket.on("kept", kept::add);
        assertEquals(List.of("430[{\"error\":\"any\"}]"), answerOf("420[\"a\"]"));
        assertEquals(List.of(), answerOf("421[\"kept\"]"));
        kept.get(0).ack("later");
        assertEquals(List.of("431[\"later\"]"), client.received());
    }

    // ---- Middleware and filters

    @Test
    void socketMiddlewareThatThrowsAnswersAsListenersDo() {
        socket.use((event, next) -> {
            throw event.name().equals("a") ? new EventRefused("no") : new IllegalStateException("broken");
        });
        assertEquals(List.of("430[{\"error\":\"no\"}]"), answerOf("420[\"a\"]"));
        assertEquals(List.of(), log.takeWarnings());
        assertEquals(List.of(INTERNAL), answerOf("420[\"b\"]"));
        assertEquals(
                List.of("SIO-0101 middleware of \"b\" in namespace / has failed: IllegalStateException"),
                log.takeWarnings());
        assertEquals(2, errors.size());
    }

    /** As on the reference server, which gives the error to the {@code error} listeners and tells the client nothing. */
    @Test
    void errorThatSocketMiddlewareGivesToNextIsNotToldUnlessItIsARefusal() {
        socket.use((event, next) ->
                next.fail(event.name().equals("a") ? new EventRefused("no") : new IllegalStateException("blocked")));
        assertEquals(List.of("430[{\"error\":\"no\"}]"), answerOf("420[\"a\"]"));
        assertEquals(List.of(), answerOf("421[\"b\"]"));
        assertEquals(2, errors.size());
        assertEquals(List.of(), log.takeWarnings());
    }

    @Test
    void filterThatThrowsBeforeTheListenersAnswersForThem() {
        io.surround(new ListenerFilter() {
            @Override
            public void aroundEvent(Event event, Runnable listeners) {
                throw new EventRefused("not now");
            }
        });
        socket.on("a", event -> event.ack("done"));
        assertEquals(List.of("430[{\"error\":\"not now\"}]"), answerOf("420[\"a\"]"));
        assertEquals(List.of(), log.takeWarnings());
    }

    @Test
    void filterThatThrowsBehindTheListenersLeavesTheAnswerToThem() {
        List<Event> kept = new ArrayList<>();
        io.surround(new ListenerFilter() {
            @Override
            public void aroundEvent(Event event, Runnable listeners) {
                listeners.run();
                throw new IllegalStateException("afterwards");
            }
        });
        socket.on("a", kept::add);
        assertEquals(List.of(), answerOf("420[\"a\"]"));
        kept.get(0).ack("later");
        assertEquals(List.of("430[\"later\"]"), client.received());
    }

    @Test
    void filterThatAnswersIsNotForestalledByAListenerThatThrows() {
        List<Event> kept = new ArrayList<>();
        io.surround(new ListenerFilter() {
            @Override
            public void aroundEvent(Event event, Runnable listeners) {
                kept.add(event);
                listeners.run();
            }

            @Override
            public boolean answers(Event event) {
                return true;
            }
        });
        socket.on("a", throwing(new Exception("beside")));
        assertEquals(List.of(), answerOf("420[\"a\"]"));
        kept.get(0).ack("by the filter");
        assertEquals(List.of("430[\"by the filter\"]"), client.received());
    }

    // ---- Connecting

    @Test
    void emitThatCannotBeWrittenWhileConnectingRefusesWithInternalError() {
        io.of("/thrown").use((joining, next) -> joining.emit("early", unwritable()));
        io.of("/failed").use((joining, next) -> next.fail(new PayloadException("cannot write Secret", null)));
        client.sends("40/thrown,", "40/failed,");
        assertEquals(
                List.of("44/thrown,{\"message\":\"internal error\"}", "44/failed,{\"message\":\"internal error\"}"),
                client.received());
        assertEquals(
                List.of(
                        "SIO-0101 middleware in namespace /thrown has failed: PayloadException",
                        "SIO-0101 middleware in namespace /failed has failed: PayloadException"),
                log.takeWarnings());
    }

    @Test
    void authThatDoesNotFitIsTheClientsMistake() {
        io.of("/typed").use((joining, next) -> {
            joining.auth(int.class);
            next.proceed();
        });
        io.of("/refused").use((joining, next) -> {
            throw new EventRefused("no", Map.of("code", 7));
        });
        io.of("/usual").use((joining, next) -> next.fail(new ConnectRefused("usual")));
        client.sends("40/typed,{\"a\":1}", "40/refused,", "40/usual,");
        assertEquals(
                List.of(
                        "44/typed,{\"message\":\"auth must be int, but an object came\"}",
                        "44/refused,{\"message\":\"no\",\"data\":{\"code\":7}}",
                        "44/usual,{\"message\":\"usual\"}"),
                client.received());
        assertEquals(List.of(), log.takeWarnings());
    }
}
