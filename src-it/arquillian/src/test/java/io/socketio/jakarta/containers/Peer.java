package io.socketio.jakarta.containers;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The official Java client in one namespace, with its events in a queue. */
final class Peer implements AutoCloseable {

    static final int PATIENCE_SECONDS = 15;

    private final Socket socket;
    private final BlockingQueue<List<Object>> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Object> refusal = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    /**
     * What a client brings along.
     *
     * @param auth sent with CONNECT
     * @param headers of its HTTP requests
     */
    record Luggage(Map<String, String> auth, Map<String, List<String>> headers) {

        static final Luggage NONE = new Luggage(Map.of(), Map.of());

        static Luggage auth(String name, String value) {
            return new Luggage(Map.of(name, value), Map.of());
        }

        static Luggage cookie(String cookie) {
            return new Luggage(Map.of(), Map.of("Cookie", List.of(cookie)));
        }
    }

    /** @param application address of the web application, as Arquillian tells it */
    private Peer(URL application, String namespace, Luggage luggage, String... transports) {
        this(socket(application, namespace, luggage, transports));
    }

    private Peer(Socket socket) {
        this.socket = socket;
        socket.onAnyIncoming(args -> heard.add(Arrays.asList(args)));
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> refusal.complete(args[0]));
        socket.on(Socket.EVENT_DISCONNECT, args -> end.complete((String) args[0]));
    }

    private static Socket socket(URL injected, String namespace, Luggage luggage, String... transports) {
        return socket(injected, "socket.io/", namespace, luggage, transports);
    }

    private static Socket socket(URL injected, String path, String namespace, Luggage luggage, String... transports) {
        URL application = Address.of(injected);
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.transports = transports;
        options.path = application.getPath() + path;
        options.auth = luggage.auth();
        options.extraHeaders = luggage.headers();
        return IO.socket(URI.create(application.toString()).resolve(namespace), options);
    }

    static Peer connect(URL application, String... transports) throws Exception {
        return join(application, "/", transports);
    }

    static Peer join(URL application, String namespace, String... transports) throws Exception {
        return join(application, namespace, Luggage.NONE, transports);
    }

    static Peer join(URL application, String namespace, Luggage luggage, String... transports) throws Exception {
        return new Peer(application, namespace, luggage, transports).connected();
    }

    /** @param preparation what is to be done before the client connects */
    static Peer join(URL application, String namespace, Consumer<Peer> preparation, String... transports)
            throws Exception {
        Peer peer = new Peer(application, namespace, Luggage.NONE, transports);
        preparation.accept(peer);
        return peer.connected();
    }

    /** @param path of the server, below the context path */
    static Peer joinAt(URL application, String path, String namespace, String... transports) throws Exception {
        return new Peer(socket(application, path, namespace, Luggage.NONE, transports)).connected();
    }

    /** Another namespace over the same connection. */
    Peer beside(String namespace) throws Exception {
        return new Peer(socket.io().socket(namespace)).connected();
    }

    private Peer connected() throws Exception {
        CompletableFuture<Object> connected = new CompletableFuture<>();
        socket.on(Socket.EVENT_CONNECT, args -> connected.complete("connected"));
        refusal.thenAccept(connected::complete);
        socket.connect();
        Object outcome = connected.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!outcome.equals("connected")) {
            close();
            throw new AssertionError("refused: " + outcome);
        }
        return this;
    }

    /** What the client is told that is not let in. */
    static Object refusal(URL application, String namespace, String... transports) throws Exception {
        return refusal(application, namespace, Luggage.NONE, transports);
    }

    static Object refusal(URL application, String namespace, Luggage luggage, String... transports) throws Exception {
        try (Peer peer = new Peer(application, namespace, luggage, transports)) {
            peer.socket.connect();
            return peer.refusal.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    String id() {
        return socket.id();
    }

    void emit(String event, Object... args) {
        socket.emit(event, args);
    }

    /** Emits and waits for the acknowledgement. */
    Object[] ask(String event, Object... args) throws Exception {
        return asking(event, args).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Emits. @return the acknowledgement that is to come */
    CompletableFuture<Object[]> asking(String event, Object... args) {
        CompletableFuture<Object[]> answer = new CompletableFuture<>();
        socket.emit(event, args, (Ack) answer::complete);
        return answer;
    }

    /** Emits and waits. @return the first argument of the acknowledgement as text, or "nothing" */
    String answer(String event, Object... args) throws Exception {
        Object[] answer = ask(event, args);
        return answer.length == 0 ? "nothing" : String.valueOf(answer[0]);
    }

    /** Answers the server's events of this name. */
    void whenAsked(String event, Object answer) {
        socket.on(event, args -> ((Ack) args[args.length - 1]).call(answer));
    }

    /** The next event: its name and its arguments. */
    List<Object> next() throws InterruptedException {
        List<Object> next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("heard nothing in " + PATIENCE_SECONDS + " s");
        }
        return next;
    }

    /** The next event of a name; others, as of clients of the test before, are passed over. */
    List<Object> next(String event) throws InterruptedException {
        List<Object> next = next();
        while (!next.get(0).equals(event)) {
            next = next();
        }
        return next;
    }

    /** Asks until the server says that this transport is in use. */
    void awaitTransport(String name) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!ask("transport")[0].equals(name)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not on " + name + " after " + PATIENCE_SECONDS + " s");
            }
        }
    }

    /** Why the client was disconnected. */
    String end() throws Exception {
        return end(PATIENCE_SECONDS);
    }

    /** Why the client was disconnected. @param patienceSeconds how long to wait for it */
    String end(int patienceSeconds) throws Exception {
        return end.get(patienceSeconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.disconnect();
    }
}
