package io.socketio.jakarta.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The snippets of docs/clients.md in Java and in JavaScript, and the clients of the README and of docs/spring-boot.md, against an application under the context path {@code /app}. */
class ClientsIT {

    private static final int PATIENCE_SECONDS = 10;

    private static final Tomcat TOMCAT = new Tomcat();
    private static String address;

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private Socket socket;

    @BeforeAll
    static void start() throws Exception {
        Path folder = Files.createDirectories(Container.buildFolder().resolve("clients"));
        TOMCAT.setBaseDir(folder.toString());
        TOMCAT.setPort(0);
        TOMCAT.getConnector().setProperty("address", "127.0.0.1");
        TOMCAT.setAddDefaultWebXmlToWebapp(false);
        Context context = TOMCAT.addWebapp(
                "/app", Files.createDirectories(folder.resolve("empty")).toString());
        context.setParentClassLoader(ClientsIT.class.getClassLoader());
        TOMCAT.start();
        listen(SocketIo.server(context.getServletContext()));
        address = "http://127.0.0.1:" + TOMCAT.getConnector().getLocalPort();
    }

    @AfterAll
    static void stop() throws Exception {
        TOMCAT.stop();
        TOMCAT.destroy();
    }

    @AfterEach
    void disconnect() {
        if (socket != null) {
            socket.close();
        }
    }

    private static void listen(SocketIoServer io) {
        io.onConnection(client -> {
            client.on("greet", String.class, (name, event) -> {
                client.emit("greeted", name);
                event.ack("Hello, " + name + "!");
            });
            client.on("upload", byte[].class, (bytes, event) -> event.ack(bytes.length));
            client.on("ask me", event -> client.emitWithAck("how are you")
                    .thenAccept(answer -> event.ack(answer.arg(0))));
            client.on("new message", String.class, text -> client.broadcast()
                    .emit("new message", Map.of("from", client.id(), "message", text)));
            client.on("message", event -> {
                client.broadcast().emit("message", event.arg(0));
                client.emit("announcement", "sent");
            });
            client.on("sum", e -> e.ack(e.arg(0, Integer.class) + e.arg(1, Integer.class)));
            client.on("leave me", event -> client.disconnect());
        });
        io.of("/orders")
                .use((client, next) -> next.accept(
                        "t1".equals(client.handshake().auth().get("token"))
                                ? null
                                : new ConnectRefused("not authorized", Map.of("code", "E1"))))
                .onConnection(client -> client.on(
                        "transport", event -> event.ack(client.client().transport())));
    }

    @Test
    void snippetsInJavaScript() throws Exception {
        new NodeScript("clients.test.mjs").with("CLIENTS_SERVER", address).run(10);
    }

    @Test
    void connectsUnderTheContextPath() throws Exception {
        socket = JavaClient.connect(address);
        JavaClient.listen(socket, heard::add);
        JavaClient.acknowledgement(socket, heard::add);
        assertEquals("Ann", next());
        assertEquals("Hello, Ann!", next());
        JavaClient.timeout(socket, heard::add);
        assertEquals("Ann", next());
        assertEquals("Hello, Ann!", next());
    }

    @Test
    void answersTheServer() throws Exception {
        socket = JavaClient.connect(address);
        JavaClient.answer(socket);
        socket.emit("ask me", new Object[0], args -> heard.add(args[0]));
        assertEquals("fine", next());
        socket.emit("upload", new Object[] {new byte[] {1, 2, 3}}, args -> heard.add(args[0]));
        assertEquals(3, next());
    }

    @Test
    void sendsItsTokenOverWebSocket() throws Exception {
        socket = JavaClient.orders(address, "t1");
        socket.connect();
        socket.emit("transport", new Object[0], args -> heard.add(args[0]));
        assertEquals("websocket", next());
    }

    @Test
    void hearsWhyItIsRefused() throws Exception {
        socket = JavaClient.orders(address, "t2");
        JavaClient.refusal(socket, heard::add);
        socket.connect();
        String refusal = String.valueOf(next());
        assertTrue(refusal.contains("not authorized") && refusal.contains("E1"), refusal);
    }

    @Test
    void hearsThatTheServerHasDisconnectedIt() throws Exception {
        socket = JavaClient.connect(address);
        JavaClient.disconnect(socket, heard::add);
        socket.emit("leave me");
        assertEquals("io server disconnect", next());
    }

    private Object next() throws InterruptedException {
        return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
