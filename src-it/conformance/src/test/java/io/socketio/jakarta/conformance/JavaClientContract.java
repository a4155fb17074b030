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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every line of the official Java client, unchanged, does with our server. */
abstract class JavaClientContract {

    private static final int PATIENCE_SECONDS = 10;
    private static final int NUMBERS = 2000;

    private static ConformanceServer server;

    /** Of the client, with a dot at the end. */
    private final String version;

    /** The server that is used unless a test names another. */
    private final String configuration;

    /** The server whose heartbeat is so short that a test can wait for it to be missed, and so long that a busy machine does not miss it. */
    private final String heartbeat;

    private final List<Socket> sockets = new ArrayList<>();

    JavaClientContract(String version, String configuration, String heartbeat) {
        this.version = version;
        this.configuration = configuration;
        this.heartbeat = heartbeat;
    }

    @BeforeAll
    static void startServer() throws Exception {
        server = new ConformanceServer();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void itIsTheClientThatTheTestNames() {
        String jar =
                IO.class.getProtectionDomain().getCodeSource().getLocation().toString();
        assertTrue(jar.contains("socket.io-client-" + version), jar);
    }

    @AfterEach
    void disconnect() {
        sockets.forEach(Socket::disconnect);
    }

    /** One client over each transport, at the same time, for longer than a client or the server waits for the other. */
    @Test
    void heartbeatsKeepIdleClientsConnected() throws Exception {
        List<Socket> idle = new ArrayList<>();
        BlockingQueue<Object[]> ends = new LinkedBlockingQueue<>();
        for (String transports : List.of("polling", "websocket", "polling,websocket")) {
            Socket socket = create(heartbeat, "/", options(transports));
            socket.on("disconnect", ends::add);
            connect(socket);
            idle.add(socket);
        }
        assertEquals(null, ends.poll(6500, TimeUnit.MILLISECONDS));
        for (Socket socket : idle) {
            assertArrayEquals(new Object[] {"alive"}, asked(socket, "message-with-ack", "alive"));
        }
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

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void roomsAndBroadcast(String transports) throws Exception {
        Socket a = connected("/", transports);
        Socket b = connected("/", transports);
        String room = "java " + version + transports;
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
        Socket socket = create(configuration, "/", options(transports));
        BlockingQueue<Object[]> numbers = received(socket, "number");
        connect(socket);
        socket.emit("numbers-slowly", new Object[] {NUMBERS, 20}, args -> {});
        IntStream.range(0, NUMBERS).forEach(i -> socket.emit("number", i));
        for (int i = 0; i < NUMBERS; i++) {
            assertEquals(i, next(numbers)[0]);
        }
        assertArrayEquals(new Object[] {NUMBERS, 0}, asked(socket, "numbers-seen"));
    }

    static ConformanceServer server() {
        return server;
    }

    static IO.Options options(String transports) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.transports = transports.split(",");
        return options;
    }

    final Socket create(String name, String namespace, IO.Options options) throws Exception {
        return create(server.port(name), namespace, options);
    }

    final Socket create(int port, String namespace, IO.Options options) {
        Socket socket = IO.socket(URI.create("http://127.0.0.1:" + port + namespace), options);
        sockets.add(socket);
        return socket;
    }

    final Socket connected(String namespace, String transports) throws Exception {
        Socket socket = create(configuration, namespace, options(transports));
        connect(socket);
        return socket;
    }

    static void connect(Socket socket) throws InterruptedException {
        BlockingQueue<Object[]> connects = received(socket, "connect");
        socket.connect();
        next(connects);
    }

    static BlockingQueue<Object[]> received(Socket socket, String event) {
        BlockingQueue<Object[]> queue = new LinkedBlockingQueue<>();
        socket.on(event, queue::add);
        return queue;
    }

    static Object[] asked(Socket socket, String event, Object... args) throws InterruptedException {
        BlockingQueue<Object[]> answers = new LinkedBlockingQueue<>();
        socket.emit(event, args, answers::add);
        return next(answers);
    }

    static Object[] next(BlockingQueue<Object[]> queue) throws InterruptedException {
        Object[] args = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(args, "nothing came within " + PATIENCE_SECONDS + " s");
        return args;
    }
}
