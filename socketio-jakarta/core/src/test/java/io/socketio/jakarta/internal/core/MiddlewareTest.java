package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MiddlewareTest {

    private final CoreFixture fixture = new CoreFixture();
    private final CoreServer io = fixture.server;

    @Test
    void middlewaresRunInOrderBeforeTheConnection() {
        List<String> order = new ArrayList<>();
        io.use((socket, next) -> {
            order.add("first");
            assertFalse(socket.isConnected());
            assertFalse(io.sockets().containsKey(socket.id()));
            next.proceed();
        });
        io.use((socket, next) -> {
            order.add("second");
            next.accept(null);
        });
        io.onConnection(socket -> order.add("connection"));
        fixture.connected();
        assertEquals(List.of("first", "second", "connection"), order);
    }

    @Test
    void refusalCarriesMessageAndData() {
        io.use((socket, next) -> next.fail(new ConnectRefused("forbidden", Map.of("code", 7))));
        io.onConnection(socket -> {
            throw new AssertionError("must not connect");
        });
        FakeClient client = fixture.client();
        client.sends("40");
        assertEquals(List.of("44{\"message\":\"forbidden\",\"data\":{\"code\":7}}"), client.received());
        assertFalse(client.closed());
    }

    @Test
    void thrownExceptionsRefuseAndLaterMiddlewaresAreNotAsked() {
        io.of("/a").use((socket, next) -> {
            throw new ConnectRefused("no ticket");
        });
        io.of("/a").use((socket, next) -> {
            throw new AssertionError("must not be asked");
        });
        io.of("/b").use((socket, next) -> {
            throw new Exception("no connection to jdbc:postgresql://10.0.0.7/users");
        });
        io.of("/c").use((socket, next) -> next.fail(new Exception("said")));
        FakeClient client = fixture.client();
        client.sends("40/a,", "40/b,", "40/c,");
        assertEquals(
                List.of(
                        "44/a,{\"message\":\"no ticket\"}",
                        "44/b,{\"message\":\"internal error\"}",
                        "44/c,{\"message\":\"said\"}"),
                client.received());
    }

    @Test
    void unwritableDataDoesNotKeepTheRefusalFromTheClient() {
        io.use((socket, next) -> next.fail(new ConnectRefused("no", new byte[] {1})));
        FakeClient client = fixture.client();
        client.sends("40");
        assertEquals(List.of("44{\"message\":\"no\"}"), client.received());
    }

    @Test
    void refusedClientLeavesItsRoomsAndMayTryAgain() {
        List<Socket> refused = new ArrayList<>();
        io.use((socket, next) -> {
            socket.join("lobby");
            if (refused.isEmpty()) {
                refused.add(socket);
                next.fail(new ConnectRefused("try again"));
            } else {
                next.proceed();
            }
        });
        FakeClient client = fixture.client();
        client.sends("40");
        client.received();
        refused.get(0).join("late");
        assertEquals(0, refused.get(0).rooms().size());
        client.connect("/");
        io.to("lobby").emit("x");
        assertEquals(List.of("42[\"x\"]"), client.received());
    }

    @Test
    void nextMayComeLaterAndFromAnywhereButCountsOnce() {
        List<Next> waiting = new ArrayList<>();
        io.use((socket, next) -> waiting.add(next));
        io.use((socket, next) -> waiting.add(next));
        List<Socket> sockets = fixture.sockets(io);
        FakeClient client = fixture.client();
        client.sends("40");
        assertEquals(List.of(), client.received());
        waiting.get(0).proceed();
        waiting.get(0).fail(new IllegalStateException("too late"));
        assertEquals(2, waiting.size());
        waiting.get(1).proceed();
        assertTrue(FakeClient.only(client.received()).startsWith("40{"));
        assertEquals(1, sockets.size());
    }

    @Test
    void emitsFromMiddlewareGoOutBeforeConnect() {
        io.use((socket, next) -> {
            socket.emit("early", 1);
            next.proceed();
        });
        FakeClient client = fixture.client();
        client.sends("40");
        List<String> frames = client.received();
        assertEquals("42[\"early\",1]", frames.get(0));
        assertTrue(frames.get(1).startsWith("40{\"sid\""));
    }

    @Test
    void listOfMiddlewaresIsFixedWhenTheClientConnects() {
        List<String> order = new ArrayList<>();
        io.use((socket, next) -> {
            io.use((other, otherNext) -> {
                order.add("added");
                otherNext.proceed();
            });
            next.proceed();
        });
        fixture.connected();
        assertEquals(List.of(), order);
        fixture.connected();
        assertEquals(List.of("added"), order);
    }

    @Test
    void clientThatGoesAwayMeanwhileIsDroppedSilently() {
        List<Next> waiting = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        io.use((socket, next) -> {
            socket.onDisconnect(reason -> seen.add("disconnect"));
            waiting.add(next);
        });
        io.onConnection(socket -> seen.add("connection"));
        FakeClient client = fixture.client();
        client.sends("40");
        client.exchange.closes();
        waiting.get(0).proceed();
        assertEquals(List.of(), seen);
        assertTrue(io.sockets().isEmpty());
    }

    @Test
    void middlewareOfOneSocketDoesNotHoldUpAnother() {
        io.use((socket, next) -> {
            if (socket.handshake().auth().isEmpty()) {
                next.proceed();
            }
        });
        FakeClient stuck = fixture.client();
        stuck.sends("40{\"a\":1}");
        fixture.connected();
        assertEquals(List.of(), stuck.received());
    }

    @Test
    void socketMiddlewareSeesEventsFirstAndMayReplaceThem() {
        List<Object> seen = new ArrayList<>();
        List<Event> kept = new ArrayList<>();
        io.onConnection(socket -> {
            socket.onAny(event -> seen.add("any " + event.name()));
            socket.use((event, next) -> {
                seen.add("use " + event.arg(0));
                event.replace("renamed", "x", Map.of("n", 1), new byte[] {5});
                next.proceed();
            });
            socket.on("renamed", event -> {
                kept.add(event);
                seen.add(event.arg(0));
                seen.add(event.arg(1));
                seen.add(event.arg(2, byte[].class)[0]);
                event.ack("done");
            });
        });
        FakeClient client = fixture.connected();
        client.sends("423[\"original\",9]");
        assertEquals(
                List.of("any original", "use 9", "x", Map.of("n", 1), (byte) 5).toString(), seen.toString());
        assertEquals(List.of("433[\"done\"]"), client.received());
        assertThrows(IllegalStateException.class, () -> kept.get(0).replace("late"));
    }

    @Test
    void socketMiddlewareStopsAnEventWithAnError() {
        List<String> seen = new ArrayList<>();
        io.onConnection(socket -> {
            socket.use((event, next) -> {
                if (event.name().equals("bad")) {
                    next.fail(new IllegalArgumentException("not allowed"));
                } else {
                    next.proceed();
                }
            });
            socket.onError(error -> seen.add(error.getMessage()));
            socket.on("error", event -> seen.add("as event: " + event.arg(0)));
            socket.onAny(event -> seen.add(event.name()));
            socket.on("bad", event -> seen.add("must not be called"));
        });
        FakeClient client = fixture.connected();
        client.sends("42[\"bad\"]", "42[\"good\"]");
        assertEquals(List.of("bad", "not allowed", "as event: not allowed", "good"), seen);
    }

    @Test
    void laterEventsWaitUntilSocketMiddlewareHasSpoken() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow = new CoreFixture(SocketIoOptions.defaults(), executor);
        List<Next> waiting = new ArrayList<>();
        List<Object> seen = new ArrayList<>();
        slow.server.onConnection(socket -> {
            socket.use((event, next) -> waiting.add(next));
            socket.on("n", event -> seen.add(event.arg(0)));
        });
        FakeClient client = slow.client();
        client.sends("40");
        executor.runAll();
        client.sends("42[\"n\",1]", "42[\"n\",2]", "42[\"n\",3]");
        executor.runAll();
        assertEquals(1, waiting.size());
        waiting.get(0).proceed();
        executor.runAll();
        assertEquals(List.of(1), seen);
        waiting.get(1).proceed();
        executor.runAll();
        waiting.get(2).fail(new IllegalStateException());
        executor.runAll();
        assertEquals(List.of(1, 2), seen);
    }

    @Test
    void disconnectDoesNotWaitForMiddlewareThatNeverSpeaks() {
        List<String> seen = new ArrayList<>();
        List<Next> waiting = new ArrayList<>();
        io.onConnection(socket -> {
            socket.use((event, next) -> waiting.add(next));
            socket.on("a", event -> seen.add("a"));
            socket.onDisconnect(reason -> seen.add(reason.text()));
        });
        FakeClient client = fixture.connected();
        client.sends("42[\"a\"]");
        client.exchange.closes();
        assertEquals(List.of("transport close"), seen);
        waiting.get(0).proceed();
        assertEquals(List.of("transport close"), seen);
    }

    @Test
    void disconnectDoesNotWaitForTheMiddlewareOfEventsThatCameBeforeIt() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow = new CoreFixture(SocketIoOptions.defaults(), executor);
        List<String> seen = new ArrayList<>();
        slow.server.onConnection(socket -> {
            socket.use((event, next) -> seen.add("asked"));
            socket.onDisconnect(reason -> seen.add(reason.text()));
        });
        FakeClient client = slow.client();
        client.sends("40");
        executor.runAll();
        client.sends("42[\"a\"]", "42[\"a\"]");
        client.exchange.closes();
        executor.runAll();
        assertEquals(List.of("asked", "asked", "transport close"), seen);
    }

    /** The mailbox waited for ever, and the HttpSession of the client was kept, when the client went before the middleware had returned. */
    @Test
    void endOfAClientDoesNotWaitForMiddlewareThatIsJustBeingAsked() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow = new CoreFixture(SocketIoOptions.defaults(), executor);
        FakeClient client = slow.client();
        List<String> seen = new ArrayList<>();
        slow.server.use((socket, next) -> {
            socket.client().onClose(() -> seen.add("over"));
            client.exchange.closes();
        });
        client.sends("40");
        executor.runAll();
        assertEquals(List.of("over"), seen);
    }
}
