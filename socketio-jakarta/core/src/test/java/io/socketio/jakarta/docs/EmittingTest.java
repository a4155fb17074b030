package io.socketio.jakarta.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmittingTest {

    private GuideServer server;

    @BeforeEach
    void start() throws Exception {
        server = GuideServer.with(io -> {
            io.onConnection(this::joinOnRequest);
            io.of("/admin").onConnection(this::joinOnRequest);
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void joinOnRequest(Socket socket) {
        socket.on("join", event -> {
            socket.join(event.toList().toArray(String[]::new));
            event.ack();
        });
    }

    @Test
    void emitsOfASocketReachWhomTheyName() throws Exception {
        GuideClient self = server.connected();
        GuideClient first = server.connected();
        GuideClient both = server.connected();
        self.ask("join", "room1");
        first.ask("join", "room1");
        both.ask("join", "room1", "room2");

        Emitting.fromSocket(server.io(), server.io().sockets().get(self.id()), first.id());

        assertEquals(
                List.of(
                        "hello 1 two {\"three\":3}",
                        "to the whole room",
                        "to all",
                        "message short for emit(\"message\", …)"),
                self.next(4));
        assertEquals(
                List.of(
                        "somebody is here",
                        "to a room",
                        "to two rooms",
                        "to a part of a room",
                        "to the whole room",
                        "only for you",
                        "to all"),
                first.next(7));
        assertEquals(
                List.of("somebody is here", "to a room", "to two rooms", "to the whole room", "to all"), both.next(5));
        assertEquals(List.of(), both.rest());
    }

    @Test
    void emitsFromAnywhereReachWhomTheyName() throws Exception {
        GuideClient member = server.connected();
        GuideClient berliner = server.connected();
        GuideClient admin = server.connected("/admin", Map.of());
        GuideClient localAdmin = server.connected("/admin", Map.of());
        member.ask("join", "user:u1");
        berliner.ask("join", "berlin");
        localAdmin.ask("join", "berlin");

        Emitting.fromAnywhere(server.io(), member.id(), "u1");
        server.io().emit("end");
        server.io().of("/admin").emit("end");

        assertEquals(
                List.of("news it rains", "greetings from Berlin", "only for you", "order shipped 4711", "end"),
                member.next(5));
        assertEquals(List.of("news it rains", "end"), berliner.next(2));
        assertEquals(List.of("alarm 7", "end"), admin.next(2));
        assertEquals(List.of("alarm 7", "alarm 8", "end"), localAdmin.next(3));
    }

    @Test
    void modifiersStillDeliver() throws Exception {
        GuideClient client = server.connected();
        client.ask("join", "room1");
        Emitting.modifiers(server.io(), server.io().sockets().get(client.id()));
        List<String> heard = client.next(2);
        // Volatile events may be lost; what is not volatile comes, in its order.
        while (heard.get(0).startsWith("cursor") || heard.get(1).startsWith("cursor")) {
            heard = List.of(heard.get(1), String.valueOf(client.next()));
        }
        assertEquals(List.of("already compressed [1, 2, 3]", "this node restarts soon"), heard);
    }

    @Test
    void arraysAndEmptySelectionsAreTraps() throws Exception {
        GuideClient client = server.connected();
        Socket socket = server.io().sockets().get(client.id());
        Emitting.traps(server.io(), socket, List.of());
        server.io().to(new String[0]).emit("to everybody");
        assertEquals(List.of("two arguments x y", "one argument [\"x\",\"y\"]", "to everybody"), client.next(3));
    }
}
