package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.OutgoingListener;
import io.socketio.jakarta.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Members that docs/parity.md names and that no other test is about. */
class ParityMembersTest {

    private final CoreFixture fixture = new CoreFixture();
    private final List<Socket> sockets = fixture.sockets(fixture.server);
    private final FakeClient client = fixture.connected();
    private final Socket socket = sockets.get(0);
    private final List<String> calls = new ArrayList<>();

    @Test
    void sendAndWriteEmitTheEventMessage() {
        socket.send("a", 1);
        socket.write("b");
        fixture.server.send("c");
        fixture.server.to(socket.id()).write("d", 2);
        assertEquals(
                List.of(
                        "42[\"message\",\"a\",1]",
                        "42[\"message\",\"b\"]",
                        "42[\"message\",\"c\"]",
                        "42[\"message\",\"d\",2]"),
                client.received());
    }

    @Test
    void listenersAreListedAndRemoved() {
        EventListener first = event -> calls.add("first");
        EventListener second = event -> calls.add("second");
        socket.on("a", first).on("a", second).on("b", first).on("c", first);
        assertEquals(List.of(first, second), socket.listeners("a"));
        socket.removeAllListeners("b");
        assertEquals(List.of(), socket.listeners("b"));
        client.sends("42[\"a\"]", "42[\"b\"]");
        assertEquals(List.of("first", "second"), calls);
        socket.removeAllListeners();
        client.sends("42[\"a\"]", "42[\"c\"]");
        assertEquals(2, calls.size());
    }

    @Test
    void catchAllListenersAreOrderedListedAndRemoved() {
        EventListener in = event -> calls.add("in");
        EventListener beforeIn = event -> calls.add("before in");
        OutgoingListener out = (event, args) -> calls.add("out");
        OutgoingListener beforeOut = (event, args) -> calls.add("before out");
        socket.onAny(in).prependAny(beforeIn);
        socket.onAnyOutgoing(out).prependAnyOutgoing(beforeOut);
        assertEquals(List.of(beforeIn, in), socket.listenersAny());
        assertEquals(List.of(beforeOut, out), socket.listenersAnyOutgoing());
        client.sends("42[\"a\"]");
        socket.emit("a");
        assertEquals(List.of("before in", "in", "before out", "out"), calls);
        calls.clear();
        socket.offAny(beforeIn).offAnyOutgoing(beforeOut);
        client.sends("42[\"a\"]");
        socket.emit("a");
        assertEquals(List.of("in", "out"), calls);
        socket.offAny().offAnyOutgoing();
        assertEquals(List.of(), socket.listenersAny());
        assertEquals(List.of(), socket.listenersAnyOutgoing());
    }

    @Test
    void idsOfTheSelectedSocketsAreTold() {
        fixture.connected();
        socket.join("a");
        assertEquals(
                Set.of(socket.id()),
                fixture.server.to("a").allSockets().toCompletableFuture().join());
        assertEquals(
                Set.of(socket.id(), sockets.get(1).id()),
                fixture.server.allSockets().toCompletableFuture().join());
    }
}
