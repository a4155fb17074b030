package io.socketio.jakarta.containers.app;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the tests talk to. */
@WebListener
public class TestApplication implements ServletContextListener, HttpSessionListener {

    private static final int FLOOD_EVENTS = 400;
    private static final int FLOOD_EVENT_CHARS = 64 * 1024;

    /** How many the container has ever made for this application. */
    private final AtomicInteger httpSessions = new AtomicInteger();

    /** Why sockets have ended, by id. */
    private final ConcurrentMap<String, CompletableFuture<String>> ends = new ConcurrentHashMap<>();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SocketIoServer io = SocketIo.server(event.getServletContext());
        io.engine().onInitialHeaders((response, request) -> {
            response.addHeader("Set-Cookie", "one=1");
            response.addHeader("Set-Cookie", "two=2");
        });
        listen(io);
        Namespace closed = io.of("/closed");
        closed.use((socket, next) -> next.fail(new ConnectRefused("not you", Map.of("code", 42))));
        listen(closed);
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        httpSessions.incrementAndGet();
    }

    private void listen(Namespace namespace) {
        namespace.onConnection(socket -> {
            socket.onDisconnect(reason -> end(socket.id()).complete(reason.text()));
            socket.on("echo", event -> socket.emit("echo", event.toList().toArray()));
            socket.on("ask", event -> event.ack(event.toList().toArray()));
            socket.on("transport", event -> event.ack(socket.client().transport()));
            socket.on("count", TestApplication::count);
            socket.on("http sessions", event -> event.ack(httpSessions.get()));
            socket.on("point", TestApplication::mirror);
            socket.on("flood", event -> flood(socket));
            socket.on("end of", event -> end(String.valueOf(event.arg(0))).thenAccept(event::ack));
        });
    }

    private CompletableFuture<String> end(String id) {
        return ends.computeIfAbsent(id, any -> new CompletableFuture<>());
    }

    /** Emits as many numbers as it is asked for. */
    private static void count(Event event) {
        Integer upTo = event.arg(0, Integer.class);
        for (int i = 0; upTo != null && i < upTo; i++) {
            event.socket().emit("number", i);
        }
    }

    private static void mirror(Event event) {
        Point point = event.arg(0, Point.class);
        if (point != null) {
            Point mirrored = new Point();
            mirrored.x = point.y;
            mirrored.y = point.x;
            mirrored.label = point.label;
            event.ack(mirrored);
        }
    }

    private static void flood(Socket socket) {
        String text = "x".repeat(FLOOD_EVENT_CHARS);
        for (int i = 0; i < FLOOD_EVENTS && socket.isConnected(); i++) {
            socket.emit("flood", text);
        }
    }
}
