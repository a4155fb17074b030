package io.socketio.jakarta.conformance.app;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMatcher;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.Next;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dynamic namespaces, the same as in reference-parents.mjs: parents by key, and what has been announced. Sockets of the namespace {@code /} may ask
 * for both and add parents of their own.
 */
final class Parents {

    private final SocketIoServer io;
    private final Consumer<Namespace> everywhere;
    private final ScheduledExecutorService timer;
    private final Map<String, ParentNamespace> byKey = new ConcurrentHashMap<>();
    private final List<String> announced = new CopyOnWriteArrayList<>();

    /** @param everywhere adds the listeners that all namespaces have */
    Parents(SocketIoServer io, Consumer<Namespace> everywhere, ScheduledExecutorService timer) {
        this.io = io;
        this.everywhere = everywhere;
        this.timer = timer;
    }

    void start() {
        io.onNewNamespace(this::onNew);
        add("asked", io.of(this::ask));
        add("refusing", io.of((NamespaceMatcher) (name, auth, next) -> {
            if (name.startsWith("/refused-")) {
                next.accept(new IllegalStateException("refused by a parent"), true);
            } else {
                next.refuse();
            }
        }));
        add("throwing", io.of((NamespaceMatcher) (name, auth, next) -> {
            if (name.startsWith("/thrown-")) {
                throw new IllegalStateException("thrown by a parent");
            }
            next.refuse();
        }));
        add("pattern", io.of(Pattern.compile("^/(?:refused-)?pattern-")));
        io.onConnection(this::converse);
    }

    private void ask(String name, Map<String, @Nullable Object> auth, NamespaceMatcher.Decision next) {
        if (!name.startsWith("/asked-")) {
            next.refuse();
            return;
        }
        boolean allow = "123".equals(auth.get("token"));
        timer.schedule(() -> next.accept(null, allow), millis(auth, "think", 50), TimeUnit.MILLISECONDS);
    }

    private void onNew(Namespace namespace) {
        announced.add(namespace.name());
        if (!namespace.name().contains("-introduced-")) {
            return;
        }
        // Slow, so that it shows when a client is let in before.
        LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
        namespace.use((socket, next) -> {
            socket.data().put("introduced", "after " + socket.data("by", String.class));
            next.proceed();
        });
        namespace.onConnection(socket -> socket.emit("greeting", "introduced"));
    }

    private void add(String key, ParentNamespace parent) {
        byKey.put(key, parent);
        parent.use((socket, next) -> {
            Map<String, @Nullable Object> auth = socket.handshake().auth();
            socket.data().put("by", key);
            socket.join("room of " + key);
            boolean refuse = Boolean.TRUE.equals(auth.get("refuse"));
            int pause = millis(auth, "pause", 0);
            if (pause == 0) {
                answer(key, refuse, next);
            } else {
                timer.schedule(() -> answer(key, refuse, next), pause, TimeUnit.MILLISECONDS);
            }
        });
        parent.onConnection(socket -> socket.emit("greeting", key));
        everywhere.accept(parent);
    }

    private static void answer(String key, boolean refuse, Next next) {
        if (refuse) {
            next.fail(new ConnectRefused("refused by " + key, Map.of("code", "P1")));
        } else {
            next.proceed();
        }
    }

    private void extend(String key) {
        parent(key).use((socket, next) -> {
            socket.data().put("extended", true);
            next.proceed();
        });
        parent(key).onConnection(socket -> socket.emit("greeting", key + ", extended"));
    }

    private void converse(Socket socket) {
        socket.on("parent-add", event -> {
            add(text(event, 0), io.of(Pattern.compile("^" + text(event, 1))));
            event.ack();
        });
        socket.on("parent-extend", event -> {
            extend(text(event, 0));
            event.ack();
        });
        socket.on("make", event -> {
            io.of(text(event, 0));
            event.ack();
        });
        broadcasts(socket);
        socket.on("namespaces", event -> {
            String part = text(event, 0);
            event.ack(
                    existing(part),
                    announced.stream().filter(name -> name.contains(part)).toList());
        });
    }

    private void broadcasts(Socket socket) {
        socket.on("parent-emit", event -> parent(text(event, 0)).emit(text(event, 1), from(event, 2)));
        socket.on(
                "parent-to", event -> parent(text(event, 0)).to(text(event, 1)).emit(text(event, 2), from(event, 3)));
        socket.on(
                "parent-except",
                event -> parent(text(event, 0)).except(text(event, 1)).emit(text(event, 2), from(event, 3)));
        socket.on("parent-ask", event -> parent(text(event, 0))
                .timeout(Duration.ofMillis(event.arg(1, Integer.class)))
                .emit(
                        "question",
                        new Object[0],
                        (error, answers) -> event.ack(
                                error == null ? null : error.getMessage(),
                                answers.stream().map(answer -> answer.arg(0)).toList())));
        socket.on("parent-fetch", event -> {
            try {
                parent(text(event, 0)).fetchSockets();
            } catch (UnsupportedOperationException e) {
                event.ack(e.getMessage());
            }
        });
    }

    /** The children with this text in their names, with the keys of their parents. */
    private List<String> existing(String part) {
        return byKey.entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().children().stream().map(child -> child.name() + " of " + entry.getKey()))
                .filter(text -> text.contains(part))
                .sorted()
                .toList();
    }

    private ParentNamespace parent(String key) {
        return byKey.get(key);
    }

    private static int millis(Map<String, @Nullable Object> auth, String name, int otherwise) {
        return auth.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    private static String text(Event event, int index) {
        return event.arg(index, String.class);
    }

    private static @Nullable Object[] from(Event event, int first) {
        return event.toList().stream().skip(first).toArray();
    }
}
