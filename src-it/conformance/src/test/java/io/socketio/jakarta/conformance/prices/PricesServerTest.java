package io.socketio.jakarta.conformance.prices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socket.client.IO;
import io.socket.client.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PricesServerTest {

    private static final Path WEBAPP = ShopFolders.webapp();
    private static final Path CLASSES = ShopFolders.classes(PricesServerTest.class.getPackage());

    private static RunningApplication application;

    private Socket ann;
    private Socket bob;

    @BeforeAll
    static void start() throws Exception {
        application = new RunningApplication("/shop", WEBAPP, CLASSES);
    }

    @AfterAll
    static void stop() throws Exception {
        application.close();
    }

    @BeforeEach
    void connect() throws Exception {
        ann = connected();
        bob = connected();
    }

    @AfterEach
    void disconnect() {
        ann.close();
        bob.close();
    }

    private static Socket connected() throws Exception {
        Socket socket = IO.socket(
                application.uri("/prices"),
                IO.Options.builder()
                        .setPath("/shop/socket.io/")
                        .setForceNew(true)
                        .build());
        CompletableFuture<Void> connected = new CompletableFuture<>();
        socket.once(Socket.EVENT_CONNECT, args -> connected.complete(null));
        socket.connect();
        connected.get(10, TimeUnit.SECONDS);
        return socket;
    }

    private static Object ask(Socket socket, String event, Object... args) throws Exception {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        socket.emit(event, args, response -> answer.complete(response[0]));
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Test
    void clientsAskForPrices() throws Exception {
        assertEquals(10, ask(ann, "price", "nut"));
        assertEquals("no such article", ((JSONObject) ask(ann, "price", "star")).get("error"));
    }

    @Test
    void othersHearOfSales() throws Exception {
        CompletableFuture<Object> sold = new CompletableFuture<>();
        bob.on("sold", args -> sold.complete(args[0]));
        ask(ann, "buy", "bolt");
        assertEquals("bolt", sold.get(10, TimeUnit.SECONDS));
    }
}
