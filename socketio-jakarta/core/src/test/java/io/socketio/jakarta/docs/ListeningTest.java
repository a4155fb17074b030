package io.socketio.jakarta.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningTest {

    @Test
    void connectionListenersAddListeners() throws Exception {
        try (GuideServer server = GuideServer.with(Listening::connection)) {
            GuideClient ann = server.connected();
            GuideClient bob = server.connected();
            ann.emit("chat message", "hello");
            assertEquals("chat message hello", ann.next());
            assertEquals("chat message hello", bob.next());
            assertEquals("en", server.io().sockets().get(ann.id()).data("language", String.class));
        }
    }

    @Test
    void argumentsAreBound() throws Exception {
        try (GuideServer server = GuideServer.with(io -> io.onConnection(socket -> {
            Listening.arguments(socket);
            Listening.arrays(socket);
        }))) {
            GuideClient client = server.connected();
            assertEquals("nut x 3 2 null", client.ask("add", "nut", 3));
            JSONObject item = new JSONObject(Map.of("name", "nut", "count", 3));
            client.emit("order", item);
            assertEquals("ordered nut 3", client.next());
            assertEquals("bolt", new JSONObject(client.ask("rename", item, "bolt")).get("name"));
            assertEquals("2", client.ask("order all", new JSONArray(List.of(item, item))));
        }
    }

    @Test
    void listenersAreRemoved() throws Exception {
        try (GuideServer server = GuideServer.with(io -> io.onConnection(socket -> {
            socket.on("tick", event -> socket.emit("still there"));
            Listening.removing(socket);
            socket.on("end", event -> event.ack(socket.listeners("tick").size()));
        }))) {
            GuideClient client = server.connected();
            client.emit("tick");
            client.emit("ready");
            assertEquals("0", client.ask("end"));
            assertEquals(List.of(), client.rest());
        }
    }

    @Test
    void catchAllListenersSeeEverything() throws Exception {
        try (GuideServer server = GuideServer.with(io -> io.onConnection(socket -> {
            Listening.catchAll(socket);
            socket.on("ping me", event -> socket.emit("pong", 1));
        }))) {
            GuideClient client = server.connected();
            client.emit("ping me");
            assertEquals("pong 1", client.next());
        }
    }

    @Test
    void binaryGoesBothWays(@TempDir Path folder) throws Exception {
        try (GuideServer server = GuideServer.with(io -> io.onConnection(socket -> Listening.binary(socket, folder)))) {
            GuideClient client = server.connected();
            assertEquals("{\"bytes\":2}", client.ask("upload", "name", new byte[] {7, 8}));
            assertTrue(String.valueOf(client.next()).startsWith("thumbnail {"));
        }
    }

    @Test
    void misfitsAreCaughtOrHeard() throws Exception {
        try (GuideServer server = GuideServer.with(io -> io.onConnection(Listening::errors))) {
            GuideClient client = server.connected();
            assertEquals("{\"error\":\"not an item\"}", client.ask("order", "text"));
            assertEquals("nut", client.ask("order", new JSONObject(Map.of("name", "nut", "count", 3))));
        }
    }

    @Test
    void roomsAreLeftAtTheEnd() throws Exception {
        try (GuideServer server = GuideServer.with(Listening::rooms)) {
            GuideClient ann = server.connected("/", Map.of("user", "ann"));
            GuideClient bob = server.connected("/", Map.of("user", "bob"));
            ann.emit("watch", "vase");
            while (server.io()
                    .in("auction:vase")
                    .allSockets()
                    .toCompletableFuture()
                    .get()
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            bob.emit("watch", "vase");
            assertEquals("new watcher bob", ann.next());
            bob.close();
            // One for each room that both were in.
            assertEquals(List.of("watcher left bob", "watcher left bob"), ann.next(2));
        }
    }

    @Test
    void utilitiesActOnAllSocketsOfASelection() throws Exception {
        try (GuideServer server = GuideServer.with(io -> io.onConnection(socket -> socket.join("room1")))) {
            GuideClient client = server.connected();
            GuideClient other = server.connected();
            // Clients are connected before the listener that lets them join has run.
            while (server.io().socketsIn("room1").size() < 2) {
                Thread.onSpinWait();
            }
            server.io().sockets().get(other.id()).leave("room1");
            Listening.utilities(server.io());
            assertEquals("io server disconnect", client.end());
            assertEquals("you were found", client.next());
            assertNull(server.io().sockets().get(client.id()));
            assertEquals(List.of(), other.rest());
        }
    }
}
