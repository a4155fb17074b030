package io.socketio.jakarta.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.Socket;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcknowledgingTest {

    private static final Logger LOG = Logger.getLogger("guide");

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void readLog() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void leaveLog() {
        LOG.removeHandler(handler);
    }

    private String nextLine() throws InterruptedException {
        return String.valueOf(log.poll(GuideClient.TIMEOUT_S, TimeUnit.SECONDS));
    }

    private static GuideServer with(Consumer<Socket> listener) throws Exception {
        return GuideServer.with(io -> io.onConnection(listener));
    }

    @Test
    void theServerAnswersNowOrLater() throws Exception {
        Acknowledging.Stock stock = new Acknowledging.Stock() {
            @Override
            public int count(String item) {
                return item.length();
            }

            @Override
            public CompletionStage<Integer> countLater(String item) {
                return item.isEmpty()
                        ? CompletableFuture.failedFuture(new IllegalArgumentException("no item"))
                        : CompletableFuture.supplyAsync(item::length);
            }
        };
        try (GuideServer server = with(socket -> {
            Acknowledging.answering(socket, stock);
            Acknowledging.refusing(socket, stock);
        })) {
            GuideClient client = server.connected();
            assertEquals("3", client.ask("count", "nut"));
            assertEquals("3", client.ask("count later", "nut"));
            assertEquals("{\"error\":\"try again\"}", client.ask("count later", ""));
            assertEquals("reserved", client.ask("reserve", "nut"));
            JSONObject refusal = new JSONObject(client.ask("reserve", ""));
            assertEquals("sold out", refusal.get("error"));
            assertEquals("", refusal.get("item"));
            assertEquals("{\"error\":\"argument 0 must be String, but a number came\"}", client.ask("reserve", 1));
        }
    }

    @Test
    void theServerAsks() throws Exception {
        try (GuideServer server = with(socket -> {})) {
            GuideClient client = server.connected();
            client.answers("how are you", args -> true);
            Acknowledging.asking(server.io().sockets().get(client.id()));
            assertEquals("fine: true", nextLine());
            assertEquals("fine: true", nextLine());
            Acknowledging.askingWithTimeout(server.io().sockets().get(client.id()));
            assertEquals("fine: true", nextLine());
        }
    }

    @Test
    void theServerHearsThatTheClientHasLeft() throws Exception {
        try (GuideServer server = with(socket -> {})) {
            GuideClient client = server.connected();
            Socket socket = server.io().sockets().get(client.id());
            Acknowledging.asking(socket);
            Acknowledging.askingWithTimeout(socket);
            client.next();
            client.close();
            assertEquals(
                    Set.of("no answer: socket has been disconnected", "the client left before it answered"),
                    Set.of(nextLine(), nextLine()));
        }
    }

    @Test
    void aListenerMayWait() throws Exception {
        try (GuideServer server = with(Acknowledging::waiting)) {
            GuideClient client = server.connected();
            client.answers("confirm", args -> args[0].equals("vase"));
            assertEquals("bought", client.ask("buy", "vase"));
            assertEquals("cancelled", client.ask("buy", "house"));
        }
    }

    private static void voter(Socket socket) {
        socket.join("voters");
        socket.on("am I in?", event -> event.ack(socket.rooms().contains("voters")));
    }

    /** A client is connected before the listeners of its connection have run. */
    private static GuideClient voter(GuideServer server) throws Exception {
        GuideClient client = server.connected();
        assertEquals("true", client.ask("am I in?"));
        return client;
    }

    @Test
    void manyAreAskedAtOnce() throws Exception {
        try (GuideServer server = with(AcknowledgingTest::voter)) {
            GuideClient ann = voter(server);
            GuideClient bob = voter(server);
            ann.answers("vote", args -> "yes");
            bob.answers("vote", args -> "no");
            Acknowledging.askingMany(server.io());
            assertEquals("all 2 have voted", nextLine());
            GuideClient lazy = voter(server);
            Acknowledging.askingMany(server.io());
            assertEquals("vote", lazy.next());
            assertEquals("2 have voted, some have not", nextLine());
        }
    }
}
