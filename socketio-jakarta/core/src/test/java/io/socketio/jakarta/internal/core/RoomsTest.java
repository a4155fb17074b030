package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomsTest {

    /** What the server is made of: the adapters of a cluster keep what is tested here. */
    ServerParts parts() {
        return ServerParts.of(new JsonbPayloadCodec());
    }

    private final CoreFixture fixture = new CoreFixture(parts());
    private final CoreServer io = fixture.server;
    private final List<Socket> sockets = fixture.sockets(io);

    private final class Recorder implements RoomListener {
        final List<String> seen = new ArrayList<>();

        @Override
        public void onCreateRoom(Namespace namespace, String room) {
            seen.add("create " + name(room));
        }

        @Override
        public void onJoinRoom(Namespace namespace, String room, String socketId) {
            seen.add("join " + name(room) + " " + name(socketId));
        }

        @Override
        public void onLeaveRoom(Namespace namespace, String room, String socketId) {
            seen.add("leave " + name(room) + " " + name(socketId));
            // Must not throw, says the reference's suite.
            for (Socket socket : sockets) {
                if (socket.id().equals(socketId)) {
                    socket.leave(room);
                }
            }
        }

        @Override
        public void onDeleteRoom(Namespace namespace, String room) {
            seen.add("delete " + name(room));
        }

        private String name(String id) {
            for (int i = 0; i < sockets.size(); i++) {
                if (sockets.get(i).id().equals(id)) {
                    return "#" + i;
                }
            }
            return id.length() == 20 ? "new" : id;
        }
    }

    @Test
    void socketIsInItsOwnRoomAndInThoseThatItJoined() {
        fixture.connected();
        Socket socket = sockets.get(0);
        assertEquals(Set.of(socket.id()), socket.rooms());
        socket.join("a", "b");
        socket.join("a");
        socket.leave("b");
        socket.leave("nowhere");
        assertEquals(Set.of(socket.id(), "a"), socket.rooms());
    }

    @Test
    void roomEventsComeInOrderAndNotForNothing() {
        Recorder recorder = new Recorder();
        io.onRoom(recorder);
        FakeClient first = fixture.connected();
        fixture.connected();
        sockets.get(0).join("a");
        sockets.get(0).join("a");
        sockets.get(1).join("a");
        sockets.get(1).leave("a");
        sockets.get(1).leave("a");
        first.exchange.closes();
        assertEquals(
                List.of(
                        "create new",
                        "join new new",
                        "create new",
                        "join new new",
                        "create a",
                        "join a #0",
                        "join a #1",
                        "leave a #1",
                        "leave #0 #0",
                        "delete #0",
                        "leave a #0",
                        "delete a"),
                recorder.seen);
    }

    @Test
    void severalRoomsAreLeftAtOnce() {
        fixture.connected();
        Socket socket = sockets.get(0);
        socket.join("a", "b", "c");
        socket.leave("a", "nowhere", "c");
        assertEquals(Set.of(socket.id(), "b"), socket.rooms());
    }

    @Test
    void namespaceTellsItsRoomsAndWhoIsInThem() {
        FakeClient first = fixture.connected();
        fixture.connected();
        String one = sockets.get(0).id();
        String two = sockets.get(1).id();
        sockets.get(0).join("a", "b");
        sockets.get(1).join("a");
        assertEquals(Set.of(one, two, "a", "b"), io.rooms());
        assertEquals(List.of(one, two), List.copyOf(io.socketsIn("a")));
        assertEquals(Set.of(one), io.socketsIn("b"));
        assertEquals(Set.of(two), io.socketsIn(two));
        assertEquals(Set.of(), io.socketsIn("nowhere"));
        assertEquals(Set.of(), io.of("/other").rooms());
        first.exchange.closes();
        assertEquals(Set.of(two, "a"), io.rooms());
    }

    @Test
    void anotherSocketMayJoinThePrivateRoomOfASocket() {
        FakeClient first = fixture.connected();
        FakeClient second = fixture.connected();
        String id = sockets.get(0).id();
        sockets.get(1).join(id);
        io.to(id).emit("x");
        assertEquals(1, first.received().size());
        assertEquals(1, second.received().size());
        first.exchange.closes();
        io.to(id).emit("x");
        assertEquals(1, second.received().size());
    }

    @Test
    void joinAfterTheEndDoesNothing() {
        FakeClient client = fixture.connected();
        client.exchange.closes();
        sockets.get(0).join("a");
        assertEquals(Set.of(), sockets.get(0).rooms());
        assertEquals(List.of(), io.in("a").fetchSockets().toCompletableFuture().getNow(null));
    }

    @Test
    void failingRoomListenerHurtsNobody() {
        io.onRoom(new RoomListener() {
            @Override
            public void onJoinRoom(Namespace namespace, String room, String socketId) {
                throw new IllegalStateException("broken");
            }
        });
        fixture.connected();
        assertEquals(1, sockets.size());
    }
}
