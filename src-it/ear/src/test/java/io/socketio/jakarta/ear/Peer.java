package io.socketio.jakarta.ear;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The official Java client in one namespace, with its events in a queue. */
final class Peer implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 15;

    private final Socket socket;
    private final BlockingQueue<List<Object>> heard = new LinkedBlockingQueue<>();

    private Peer(URI application, String namespace, String... transports) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.transports = transports.length == 0 ? new String[] {"polling", "websocket"} : transports;
        options.path = application.getPath() + "socket.io/";
        socket = IO.socket(application.resolve(namespace), options);
        socket.onAnyIncoming(args -> heard.add(Arrays.asList(args)));
    }

    /** @param application its address, with a slash at the end */
    static Peer connect(URI application, String namespace, String... transports) throws Exception {
        Peer peer = new Peer(application, namespace, transports);
        Object outcome = peer.outcome();
        if (!outcome.equals("connected")) {
            peer.close();
            throw new AssertionError(application + " has refused " + namespace + ": " + outcome);
        }
        return peer;
    }

    /** What a client is told that asks for a namespace: "connected", or why not. */
    static String outcome(URI application, String namespace) throws Exception {
        try (Peer peer = new Peer(application, namespace, "polling")) {
            return String.valueOf(peer.outcome());
        }
    }

    private Object outcome() throws Exception {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        socket.on(Socket.EVENT_CONNECT, args -> outcome.complete("connected"));
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> outcome.complete(args[0]));
        socket.connect();
        return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    String id() {
        return socket.id();
    }

    void emit(String event, Object... args) {
        socket.emit(event, args);
    }

    /** Emits and waits. @return the first argument of the acknowledgement as text */
    String ask(String event, Object... args) throws Exception {
        CompletableFuture<Object[]> answer = new CompletableFuture<>();
        socket.emit(event, args, (Ack) answer::complete);
        return String.valueOf(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)[0]);
    }

    /** The next event: its name and its arguments. */
    List<Object> next() throws InterruptedException {
        List<Object> next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("heard nothing in " + PATIENCE_SECONDS + " s");
        }
        return next;
    }

    /** What has come and was not asked for with {@link #next}. */
    List<List<Object>> rest() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        socket.disconnect();
    }
}
