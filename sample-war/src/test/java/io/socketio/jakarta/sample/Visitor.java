package io.socketio.jakarta.sample;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/** The official Java client in one namespace, with its events in a queue. */
final class Visitor implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final Socket socket;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private volatile String id = "";

    record Heard(String event, List<Object> args) {
        JSONObject json() {
            return (JSONObject) args.get(0);
        }
    }

    private Visitor(Socket socket) {
        this.socket = socket;
    }

    /** @param address of the index page */
    static Visitor at(String address, String namespace, String... transports) throws Exception {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.transports = transports;
        options.path = URI.create(address).getPath() + "socket.io/";
        Visitor visitor = new Visitor(IO.socket(URI.create(address).resolve(namespace), options));
        CompletableFuture<String> connected = new CompletableFuture<>();
        visitor.socket.onAnyIncoming(args -> visitor.heard.add(
                new Heard((String) args[0], new ArrayList<>(Arrays.asList(args).subList(1, args.length)))));
        visitor.socket.on(Socket.EVENT_CONNECT, args -> {
            visitor.id = visitor.socket.id();
            connected.complete("connected");
        });
        visitor.socket.on(Socket.EVENT_CONNECT_ERROR, args -> connected.complete("refused: " + args[0]));
        visitor.socket.connect();
        String outcome = connected.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!outcome.equals("connected")) {
            visitor.close();
            throw new IllegalStateException(outcome);
        }
        return visitor;
    }

    /** The socket's id at the last connection. */
    String id() {
        return id;
    }

    void emit(String event, Object... args) {
        socket.emit(event, args);
    }

    /** Emits and waits for the acknowledgement. */
    JSONObject ask(String event, Object... args) throws Exception {
        CompletableFuture<JSONObject> answer = new CompletableFuture<>();
        socket.emit(event, args, (Ack) acked -> answer.complete((JSONObject) acked[0]));
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The next event, whatever it is. */
    Heard next() throws InterruptedException {
        Heard next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Heard nothing in " + PATIENCE_SECONDS + " s");
        }
        return next;
    }

    /** The next event, which must have this name. */
    Heard next(String event) throws InterruptedException {
        Heard next = next();
        if (!next.event().equals(event)) {
            throw new AssertionError("Expected '" + event + "', heard " + next);
        }
        return next;
    }

    @Override
    public void close() {
        socket.disconnect();
    }
}
