package io.socketio.jakarta.containers;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The official Java client in one namespace, with its events in a queue. */
final class Peer implements AutoCloseable {

    static final int PATIENCE_SECONDS = 15;

    private final Socket socket;
    private final BlockingQueue<List<Object>> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Object> refusal = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    /** @param injected address of the web application, as Arquillian tells it */
    private Peer(URL injected, String namespace, String... transports) {
        URL application = Address.of(injected);
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.transports = transports;
        options.path = application.getPath() + "socket.io/";
        socket = IO.socket(URI.create(application.toString()).resolve(namespace), options);
        socket.onAnyIncoming(args -> heard.add(Arrays.asList(args)));
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> refusal.complete(args[0]));
        socket.on(Socket.EVENT_DISCONNECT, args -> end.complete((String) args[0]));
    }

    static Peer connect(URL application, String... transports) throws Exception {
        Peer peer = new Peer(application, "/", transports);
        CompletableFuture<Object> connected = new CompletableFuture<>();
        peer.socket.on(Socket.EVENT_CONNECT, args -> connected.complete("connected"));
        peer.refusal.thenAccept(connected::complete);
        peer.socket.connect();
        Object outcome = connected.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!outcome.equals("connected")) {
            peer.close();
            throw new AssertionError("refused: " + outcome);
        }
        return peer;
    }

    /** What the client is told that is not let in. */
    static Object refusal(URL application, String namespace, String... transports) throws Exception {
        try (Peer peer = new Peer(application, namespace, transports)) {
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
        CompletableFuture<Object[]> answer = new CompletableFuture<>();
        socket.emit(event, args, (Ack) answer::complete);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The next event: its name and its arguments. */
    List<Object> next() throws InterruptedException {
        List<Object> next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("heard nothing in " + PATIENCE_SECONDS + " s");
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
        return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.disconnect();
    }
}
