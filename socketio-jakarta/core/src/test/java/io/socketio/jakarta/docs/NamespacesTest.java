package io.socketio.jakarta.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.docs.Namespaces.Users;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamespacesTest {

    private static final Users USERS = new Users() {
        @Override
        public @Nullable String userOf(@Nullable Object token) {
            return "t1".equals(token) ? "ann" : null;
        }

        @Override
        public CompletionStage<String> userOfLater(@Nullable Object token) {
            return CompletableFuture.supplyAsync(() -> {
                if (!"t1".equals(token)) {
                    throw new IllegalArgumentException("no such token");
                }
                return "ann";
            });
        }
    };

    @Test
    void namespacesAreApart() throws Exception {
        try (GuideServer server = GuideServer.with(Namespaces::namespace)) {
            GuideClient admin = server.connected("/admin", Map.of());
            GuideClient visitor = server.connected();
            admin.emit("restart");
            assertEquals("restarting " + admin.id(), admin.next());
            assertEquals(List.of(), visitor.rest());
        }
    }

    @Test
    void namespacesAreMadeByPattern() throws Exception {
        try (GuideServer server = GuideServer.with(Namespaces::byPattern)) {
            assertEquals(
                    "welcome to /room-1", server.connected("/room-1", Map.of()).next());
            assertEquals(
                    "{\"message\":\"Invalid namespace\"}",
                    server.client("/room-x", Map.of()).outcome());
        }
    }

    @Test
    void namespacesAreMadeByAFunction() throws Exception {
        try (GuideServer server = GuideServer.with(io -> {
            Namespaces.newNamespaces(io);
            Namespaces.byFunction(io, "acme"::equals);
        })) {
            server.connected("/tenant/acme", Map.of());
            assertEquals(
                    "{\"message\":\"Invalid namespace\"}",
                    server.client("/tenant/other", Map.of()).outcome());
        }
    }

    @Test
    void middlewareAdmitsAndRefuses() throws Exception {
        try (GuideServer server = GuideServer.with(io -> {
            Namespaces.middleware(io, USERS);
            Namespaces.middlewareLater(io.of("/later"), USERS);
        })) {
            GuideClient ann = server.connected("/", Map.of("token", "t1"));
            assertEquals("ann", server.io().sockets().get(ann.id()).data("user", String.class));
            String refusal = server.client("/", Map.of("token", "t2")).outcome();
            assertTrue(refusal.contains("\"message\":\"not authorized\""), refusal);
            assertTrue(refusal.contains("\"code\":\"E1\""), refusal);
            server.connected("/later", Map.of("token", "t1"));
            assertEquals(
                    "{\"message\":\"not authorized\"}",
                    server.client("/later", Map.of()).outcome());
        }
    }

    @Test
    void socketMiddlewareStopsEvents() throws Exception {
        try (GuideServer server = GuideServer.with(io -> io.onConnection(socket -> {
            Namespaces.socketMiddleware(socket);
            socket.on("admin:stop", event -> socket.emit("stopped"));
            socket.on("hello", event -> event.ack("hello"));
        }))) {
            GuideClient client = server.connected();
            client.emit("admin:stop");
            assertEquals("refused admin:stop is for administrators", client.next());
            assertEquals("hello", client.ask("hello"));
        }
    }

    @Test
    void socketsAreDisconnected() throws Exception {
        try (GuideServer server = GuideServer.with(io -> io.onConnection(Namespaces::disconnecting))) {
            GuideClient watcher = server.connected();
            server.io().sockets().get(watcher.id()).join("watchers");
            GuideClient client = server.connected();
            client.emit("leave");
            assertEquals("io server disconnect", client.end());
            assertEquals("leaving [" + client.id() + "]", watcher.next());
            GuideClient other = server.connected();
            other.emit("goodbye");
            assertEquals("io server disconnect", other.end());
        }
    }
}
