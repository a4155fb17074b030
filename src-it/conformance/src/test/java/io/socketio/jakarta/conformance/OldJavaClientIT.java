package io.socketio.jakarta.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The 1.x line of the official Java client, for Socket.IO 2, against our server. It has the names and the signatures of the 2.x line, with which this class
 * is compiled; the build runs it in an execution of its own, with the old jars in place of the new ones.
 */
@Tag("java-client-1")
class OldJavaClientIT {

    private static final int PATIENCE_SECONDS = 10;
    private static final int NUMBERS = 2000;

    private static ConformanceServer server;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void startServer() throws Exception {
        String jar =
                IO.class.getProtectionDomain().getCodeSource().getLocation().toString();
        assertTrue(jar.contains("socket.io-client-1."), () -> "this is no client of the 1.x line: " + jar);
        server = new ConformanceServer();
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void disconnect() {
        sockets.forEach(Socket::disconnect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void eventsComeBack(String transports) throws Exception {
        Socket socket = connected("/", transports);
        BlockingQueue<Object[]> echoes = received(socket, "echo");
        socket.emit(
                "echo",
                "текст 😀",
                1,
                2.5,
                true,
                JSONObject.NULL,
                new JSONArray(List.of(1, "x")),
                new JSONObject(Map.of("a", 1)));
        Object[] echo = next(echoes);
        assertEquals("текст 😀", echo[0]);
        assertEquals(1, echo[1]);
        assertEquals(2.5, ((Number) echo[2]).doubleValue());
        assertEquals(true, echo[3]);
        assertEquals("[1,\"x\"]", echo[5].toString());
        assertEquals("{\"a\":1}", echo[6].toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void binaryComesBack(String transports) throws Exception {
        Socket socket = connected("/", transports);
        BlockingQueue<Object[]> echoes = received(socket, "echo");
        socket.emit("echo", new byte[] {0, 1, -1}, new JSONObject().put("deep", new byte[] {7}));
        Object[] echo = next(echoes);
        assertArrayEquals(new byte[] {0, 1, -1}, (byte[]) echo[0]);
        assertArrayEquals(new byte[] {7}, (byte[]) ((JSONObject) echo[1]).get("deep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void acknowledgementsGoBothWays(String transports) throws Exception {
        Socket socket = connected("/", transports);
        assertArrayEquals(new Object[] {"x", 2}, asked(socket, "message-with-ack", "x", 2));
        assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) asked(socket, "binary-ack")[0]);
        socket.on("question", args -> ((Ack) args[args.length - 1]).call("yes", args[0]));
        BlockingQueue<Object[]> answers = received(socket, "answer");
        socket.emit("ask", 42);
        assertArrayEquals(new Object[] {"yes", 42}, next(answers));
    }

    /** Version 1.0.2 reads only refusals without data: for it, an error is a string. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void namespacesWithAQuery(String transports) throws Exception {
        Socket admin = create("eio3", "/admin?token=123", options(transports));
        connect(admin);
        assertArrayEquals(new Object[] {"in"}, asked(admin, "message-with-ack", "in"));
        assertTrue(admin.id().startsWith("/admin#"), admin.id());

        Socket refused = create("eio3", "/admin?plain=1", options(transports));
        BlockingQueue<Object[]> errors = received(refused, "error");
        refused.connect();
        assertEquals("Not authorized", next(errors)[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void roomsAndBroadcast(String transports) throws Exception {
        Socket a = connected("/", transports);
        Socket b = connected("/", transports);
        String room = "old java " + transports;
        asked(b, "join", room);
        BlockingQueue<Object[]> news = received(b, "news");
        a.emit("to", room, "news", 1);
        assertEquals(1, next(news)[0]);
        a.emit("private", b.id(), "news", 2);
        assertEquals(2, next(news)[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void theServerDisconnects(String transports) throws Exception {
        Socket socket = connected("/", transports);
        BlockingQueue<Object[]> ends = received(socket, "disconnect");
        socket.emit("leave-me");
        assertEquals("io server disconnect", next(ends)[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void numberedMessagesKeepTheirOrder(String transports) throws Exception {
        Socket socket = create("eio3", "/", options(transports));
        BlockingQueue<Object[]> numbers = received(socket, "number");
        connect(socket);
        socket.emit("numbers-slowly", new Object[] {NUMBERS, 20}, args -> {});
        IntStream.range(0, NUMBERS).forEach(i -> socket.emit("number", i));
        for (int i = 0; i < NUMBERS; i++) {
            assertEquals(i, next(numbers)[0]);
        }
        assertArrayEquals(new Object[] {NUMBERS, 0}, asked(socket, "numbers-seen"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void pingsKeepAnIdleClientConnected(String transports) throws Exception {
        Socket socket = create("eio3-calm", "/", options(transports));
        BlockingQueue<Object[]> ends = received(socket, "disconnect");
        connect(socket);
        assertEquals(null, ends.poll(6500, TimeUnit.MILLISECONDS));
        assertArrayEquals(new Object[] {"alive"}, asked(socket, "message-with-ack", "alive"));
    }

    private static IO.Options options(String transports) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.transports = transports.split(",");
        return options;
    }

    private Socket create(String configuration, String namespace, IO.Options options) throws Exception {
        int port = server.port(configuration);
        Socket socket = IO.socket(URI.create("http://127.0.0.1:" + port + namespace), options);
        sockets.add(socket);
        return socket;
    }

    private Socket connected(String namespace, String transports) throws Exception {
        Socket socket = create("eio3", namespace, options(transports));
        connect(socket);
        return socket;
    }

    private static void connect(Socket socket) throws InterruptedException {
        BlockingQueue<Object[]> connects = received(socket, "connect");
        socket.connect();
        next(connects);
    }

    private static BlockingQueue<Object[]> received(Socket socket, String event) {
        BlockingQueue<Object[]> queue = new LinkedBlockingQueue<>();
        socket.on(event, queue::add);
        return queue;
    }

    private static Object[] asked(Socket socket, String event, Object... args) throws InterruptedException {
        BlockingQueue<Object[]> answers = new LinkedBlockingQueue<>();
        socket.emit(event, args, answers::add);
        return next(answers);
    }

    private static Object[] next(BlockingQueue<Object[]> queue) throws InterruptedException {
        Object[] args = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(args, "nothing came within " + PATIENCE_SECONDS + " s");
        return args;
    }
}
