package io.socketio.jakarta.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.json.PayloadException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What docs/guide-api.md and docs/troubleshooting.md say without a snippet. */
class GuideFactsTest {

    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();

    private String next() throws InterruptedException {
        return String.valueOf(happened.poll(GuideClient.TIMEOUT_S, TimeUnit.SECONDS));
    }

    /** A bean with a property that cannot be read. */
    public static final class Unwritable {
        public String getText() {
            throw new IllegalStateException("no text");
        }
    }

    @Test
    void whatCannotBeEmittedThrows() throws Exception {
        try (GuideServer server = GuideServer.with(io -> {})) {
            GuideClient client = server.connected();
            Socket socket = server.io().sockets().get(client.id());
            IllegalArgumentException reserved =
                    assertThrows(IllegalArgumentException.class, () -> socket.emit("disconnect"));
            assertEquals("\"disconnect\" is a reserved event name", reserved.getMessage());
            assertThrows(PayloadException.class, () -> socket.emit("hello", new Unwritable()));
        }
    }

    @Test
    void emitToADisconnectedSocketDoesNothing() throws Exception {
        try (GuideServer server = GuideServer.with(
                io -> io.onConnection(socket -> socket.onDisconnect(reason -> happened.add("gone"))))) {
            GuideClient client = server.connected();
            Socket socket = server.io().sockets().get(client.id());
            client.close();
            assertEquals("gone", next());
            socket.emit("hello");
            socket.join("room");
            assertTrue(socket.rooms().isEmpty());
        }
    }

    @Test
    void failingListenersHurtNothingElse() throws Exception {
        try (GuideServer server = GuideServer.with(io -> io.onConnection(socket -> {
            socket.onError(error -> happened.add(String.valueOf(error.getMessage())));
            socket.on("fail", event -> {
                throw new IllegalStateException("first");
            });
            socket.on("fail", event -> happened.add("second"));
            socket.on("typed", Integer.class, number -> happened.add("called"));
            socket.on("ok", event -> event.ack("ok"));
            throw new IllegalStateException("while connecting");
        }))) {
            GuideClient client = server.connected();
            assertEquals("while connecting", next());
            client.emit("fail");
            assertEquals("first", next());
            assertEquals("second", next());
            client.emit("typed", "no number");
            String misfit = next();
            assertTrue(misfit.toLowerCase(Locale.ROOT).contains("int"), misfit);
            assertEquals("ok", client.ask("ok"));
            assertTrue(happened.isEmpty());
        }
    }

    @Test
    void exceptionOfMiddlewareTellsNothingToTheClient() throws Exception {
        try (GuideServer server = GuideServer.with(io -> io.use((socket, next) -> {
            throw new IllegalStateException("secret");
        }))) {
            assertEquals(
                    "{\"message\":\"internal error\"}",
                    server.client("/", java.util.Map.of()).outcome());
        }
    }

    @Test
    void oneEventPassesAllInThisOrder() throws Exception {
        try (GuideServer server = GuideServer.with(io -> {
            io.surround(new ListenerFilter() {
                @Override
                public void onConnecting(Socket socket, Next next) {
                    next.proceed();
                }

                @Override
                public void aroundEvent(Event event, Runnable listeners) {
                    happened.add("filter");
                    listeners.run();
                }
            });
            io.onConnection(socket -> {
                socket.on("event", event -> happened.add("listener"));
                socket.use((event, next) -> {
                    happened.add("middleware");
                    next.proceed();
                });
                socket.onAny(event -> happened.add("catch-all"));
            });
        })) {
            server.connected().emit("event");
            assertEquals(
                    List.of("catch-all", "middleware", "filter", "listener"), List.of(next(), next(), next(), next()));
        }
    }
}
