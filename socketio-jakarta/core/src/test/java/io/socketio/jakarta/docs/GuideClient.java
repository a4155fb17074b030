package io.socketio.jakarta.docs;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The official Java client, which keeps what it hears. */
final class GuideClient implements AutoCloseable {

    static final long TIMEOUT_S = 10;

    private final Socket socket;
    private volatile String id = "";
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> refusal = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    GuideClient(String address, Map<String, String> auth) {
        socket = IO.socket(
                URI.create(address),
                IO.Options.builder()
                        .setForceNew(true)
                        .setReconnection(false)
                        .setAuth(auth)
                        .build());
        socket.onAnyIncoming(args -> heard.add(Arrays.stream(args)
                .filter(arg -> !(arg instanceof Ack))
                .map(arg -> arg instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(arg))
                .reduce((all, each) -> all + " " + each)
                .orElse("")));
        socket.on(Socket.EVENT_CONNECT, args -> {
            id = socket.id();
            refusal.complete("connected");
        });
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> refusal.complete(String.valueOf(args[0])));
        socket.on(Socket.EVENT_DISCONNECT, args -> end.complete(String.valueOf(args[0])));
    }

    void connect() throws Exception {
        String outcome = outcome();
        if (!outcome.equals("connected")) {
            throw new IllegalStateException(outcome);
        }
    }

    /** Connects: {@code connected}, or what the client is told when it is refused. */
    String outcome() throws Exception {
        socket.connect();
        return refusal.get(TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** The id of the socket, also after its end. */
    String id() {
        return id;
    }

    void emit(String event, Object... args) {
        socket.emit(event, args);
    }

    /** Emits and waits for the acknowledgement: its arguments, with a space between them. */
    String ask(String event, Object... args) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Ack ack = response -> answer.complete(
                String.join(" ", Arrays.stream(response).map(String::valueOf).toList()));
        socket.emit(event, args, ack);
        return answer.get(TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** Answers an event of the server. */
    void answers(String event, Function<Object[], @Nullable Object> answer) {
        socket.on(event, args -> {
            Object response = answer.apply(args);
            if (response != null && args[args.length - 1] instanceof Ack ack) {
                ack.call(response);
            }
        });
    }

    /** The next event with its arguments, with a space between them; null when none comes. */
    @Nullable
    String next() throws InterruptedException {
        return heard.poll(TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** As many events as are asked for, in their order. */
    List<String> next(int count) throws InterruptedException {
        String[] events = new String[count];
        for (int i = 0; i < count; i++) {
            events[i] = next();
        }
        return Arrays.asList(events);
    }

    /** What has come so far and has not been asked for. */
    List<String> rest() {
        return List.copyOf(heard);
    }

    /** Waits for the disconnect. @return its reason */
    String end() throws Exception {
        return end.get(TIMEOUT_S, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.close();
    }
}
