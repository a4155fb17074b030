package io.socketio.jakarta.conformance.app;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The listeners of one socket, the same as in reference-server.mjs. */
final class Conversation {

    private final SocketIoServer io;
    private final Socket socket;
    private final Namespace namespace;
    private final ScheduledExecutorService timer;

    Conversation(SocketIoServer io, Socket socket, ScheduledExecutorService timer) {
        this.io = io;
        this.socket = socket;
        this.namespace = socket.namespace();
        this.timer = timer;
    }

    void start() {
        watch();
        talkBack();
        ask();
        rooms();
        broadcasts();
        facts();
        ends();
        new Volume(socket, timer).start();
    }

    private void watch() {
        socket.use((event, next) -> {
            switch (event.name()) {
                case "blocked" -> next.fail(new IllegalStateException("blocked by middleware"));
                case "renamed" -> {
                    event.replace(
                            "echo",
                            Stream.concat(Stream.of("renamed"), event.toList().stream())
                                    .toArray());
                    next.proceed();
                }
                default -> next.proceed();
            }
        });
        List<String> seen = new CopyOnWriteArrayList<>();
        socket.onAny(event -> seen.add(event.name()));
        socket.onAnyOutgoing((name, args) -> seen.add(">" + name));
        socket.on("seen", event -> event.ack(seen));
    }

    private void talkBack() {
        socket.on("echo", event -> socket.emit("echo", all(event)));
        socket.on("message", event -> socket.emit("message-back", all(event)));
        socket.on("message-with-ack", event -> event.ack(all(event)));
        socket.on("send", event -> socket.send(all(event)));
        socket.on(
                "late-ack", event -> timer.schedule(() -> event.ack("late"), number(event, 0), TimeUnit.MILLISECONDS));
        socket.on("double-ack", event -> {
            event.ack("first");
            event.ack("second");
        });
        socket.on("binary-ack", event -> event.ack(new byte[] {1, 2, 3}, Map.of("deep", List.of(new byte[] {4}))));
        socket.on("values", event -> event.ack(values()));
        socket.on("date", event -> event.ack(Instant.ofEpochMilli(1_700_000_000_123L)));
        socket.on("7", event -> socket.emit("numeric", event.arg(0)));
        socket.on("throw", event -> {
            throw new IllegalStateException("thrown by a handler");
        });
        socket.on("blocked", event -> socket.emit("never"));
    }

    private static Object[] values() {
        return new Object[] {
            1,
            1.5,
            -0.25,
            true,
            false,
            null,
            "текст ✓ 😀 \"\\/",
            List.of(),
            Map.of(),
            List.of(List.of(1)),
            Map.of("a", Map.of("b", Arrays.asList((Object) null))),
            1e21,
            12345678901L
        };
    }

    private void ask() {
        socket.on(
                "ask",
                event ->
                        socket.emit("question", all(event), (error, response) -> socket.emit("answer", all(response))));
        socket.on("ask-within", event -> socket.timeout(Duration.ofMillis(number(event, 0)))
                .emit(
                        "question",
                        from(event, 1),
                        (error, response) -> socket.emit("answer", with(message(error), response))));
        socket.on("ask-promise", event -> socket.timeout(Duration.ofMillis(number(event, 0)))
                .emitWithAck("question", from(event, 1))
                .whenComplete((response, error) -> {
                    if (error == null) {
                        socket.emit("answer", null, response.arg(0));
                    } else {
                        socket.emit("answer", message(error));
                    }
                }));
        socket.on("ask-all", event -> namespace
                .to(text(event, 0))
                .timeout(Duration.ofMillis(number(event, 1)))
                .emit(
                        "question",
                        from(event, 2),
                        (error, responses) -> event.ack(
                                message(error),
                                responses.stream()
                                        .map(response -> response.arg(0))
                                        .toList())));
    }

    private void rooms() {
        socket.on("join", event -> {
            socket.join(texts(event, 0));
            event.ack();
        });
        socket.on("leave", event -> {
            socket.leave(text(event, 0));
            event.ack();
        });
        socket.on("rooms", event -> {
            TreeSet<String> rooms = new TreeSet<>(socket.rooms());
            boolean own = rooms.remove(socket.id());
            event.ack(rooms, own);
        });
        socket.on("fetch", event -> namespace
                .in(text(event, 0))
                .fetchSockets()
                .thenAccept(sockets ->
                        event.ack(sockets.stream().map(one -> one.id()).sorted().toList())));
        socket.on("sockets-join", event -> {
            namespace.in(text(event, 0)).socketsJoin(texts(event, 1));
            event.ack();
        });
        socket.on("sockets-leave", event -> {
            namespace.in(text(event, 0)).socketsLeave(texts(event, 1));
            event.ack();
        });
        socket.on(
                "disconnect-room",
                event -> namespace.in(text(event, 0)).disconnectSockets(Boolean.TRUE.equals(event.arg(1))));
    }

    private void broadcasts() {
        socket.on("to", event -> socket.to(texts(event, 0)).emit(text(event, 1), from(event, 2)));
        socket.on(
                "to-both", event -> socket.to(text(event, 0)).to(text(event, 1)).emit(text(event, 2), from(event, 3)));
        socket.on("in", event -> namespace.in(text(event, 0)).emit(text(event, 1), from(event, 2)));
        socket.on(
                "in-except",
                event -> namespace.in(text(event, 0)).except(text(event, 1)).emit(text(event, 2), from(event, 3)));
        socket.on("broadcast", event -> socket.broadcast().emit(text(event, 0), from(event, 1)));
        socket.on("broadcast-except", event -> socket.except(text(event, 0)).emit(text(event, 1), from(event, 2)));
        socket.on("private", event -> io.to(text(event, 0)).emit(text(event, 1), from(event, 2)));
        socket.on("all", event -> namespace.emit(text(event, 0), from(event, 1)));
        socket.on("local", event -> namespace.local().emit(text(event, 0), from(event, 1)));
        socket.on("of", event -> io.of(text(event, 0)).emit(text(event, 1), from(event, 2)));
        socket.on("of-to", event -> io.of(text(event, 0)).to(text(event, 1)).emit(text(event, 2), from(event, 3)));
        socket.on("compress", event -> socket.compress(Boolean.TRUE.equals(event.arg(0)))
                .emit(text(event, 1), from(event, 2)));
        socket.on("volatile", event -> socket.asVolatile().emit(text(event, 0), from(event, 1)));
        socket.on("volatile-burst", event -> {
            for (int i = 0; i < number(event, 0); i++) {
                socket.asVolatile().emit("maybe", i);
            }
            socket.emit("burst-done");
        });
        socket.on(
                "volatile-to",
                event -> namespace.to(text(event, 0)).asVolatile().emit(text(event, 1), from(event, 2)));
        socket.on("volatile-all", event -> namespace.asVolatile().emit(text(event, 0), from(event, 1)));
    }

    private void facts() {
        socket.on("handshake", event -> event.ack(described(socket.handshake())));
        socket.on("data", event -> event.ack(new TreeMap<>(socket.data())));
        socket.on("transport", event -> event.ack(socket.client().transport()));
        socket.on("recovered", event -> event.ack(socket.isRecovered()));
        socket.on(
                "auth-keys", event -> event.ack(new TreeMap<>(socket.handshake().auth()).keySet()));
        socket.on("count", event -> event.ack(namespace.sockets().size()));
    }

    private static Map<String, @Nullable Object> described(Handshake handshake) {
        Map<String, String> query = new TreeMap<>(handshake.query());
        query.remove("t");
        query.remove("tag");
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("auth", handshake.auth());
        facts.put("query", query);
        facts.put("secure", handshake.secure());
        facts.put("xdomain", handshake.xdomain());
        facts.put("address", handshake.address());
        facts.put("custom", handshake.headers().get("x-custom"));
        facts.put("path", handshake.url().split("\\?")[0]);
        return facts;
    }

    private void ends() {
        socket.on("leave-me", event -> socket.disconnect());
        socket.on("leave-me-now", event -> socket.disconnect(true));
        socket.on("close-connection", event -> socket.client().close());
        socket.on("close-and-emit", event -> {
            socket.client().close();
            socket.emit("too late");
        });
        socket.on("close-server", event -> io.close());
        socket.on("bye-and-close", event -> {
            socket.emit("bye");
            socket.client().close();
        });
    }

    private static @Nullable Object[] all(Arguments arguments) {
        return arguments.toList().toArray();
    }

    private static @Nullable Object[] from(Event event, int first) {
        return event.toList().stream().skip(first).toArray();
    }

    private static @Nullable Object[] with(@Nullable Object first, Arguments rest) {
        return Stream.concat(Stream.of(new Object[] {first}), rest.toList().stream())
                .toArray();
    }

    private static String text(Event event, int index) {
        String text = event.arg(index, String.class);
        if (text == null) {
            throw new IllegalArgumentException("argument " + index + " of " + event.name() + " is missing");
        }
        return text;
    }

    private static String[] texts(Event event, int index) {
        return event.arg(index) instanceof List<?> list
                ? list.stream().map(String::valueOf).toArray(String[]::new)
                : new String[] {text(event, index)};
    }

    private static int number(Event event, int index) {
        Integer number = event.arg(index, Integer.class);
        return number == null ? 0 : number;
    }

    private static @Nullable String message(@Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException wrapped ? wrapped.getCause() : error;
        return cause == null ? null : cause.getMessage();
    }
}
