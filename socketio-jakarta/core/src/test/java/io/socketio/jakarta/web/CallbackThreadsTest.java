package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.Engine;
import io.socketio.jakarta.engine.Next;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Which threads run the code of the application: the table of docs/concurrency.md. In the field, a room listener that took 8 s ran on the timer thread, and no
 * client was sent a ping.
 */
class CallbackThreadsTest {

    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Of the request, as a filter. */
    private static final Set<String> ON_THE_REQUESTS_THREAD =
            Set.of("middleware", "allowRequest", "generateId", "initial headers", "headers", "connection error");

    private static final Set<String> ON_THE_EXECUTOR = Set.of(
            "matcher",
            "new namespace",
            "connection error of a timeout",
            "namespace middleware",
            "filter: connecting",
            "filter: connection",
            "filter: event",
            "filter: disconnect",
            "connection",
            "socket middleware",
            "any event",
            "event",
            "outgoing",
            "task",
            "created room",
            "joined room",
            "left room",
            "deleted room",
            "acknowledgement",
            "acknowledgement: stage",
            "acknowledgement that did not come",
            "acknowledgements of a broadcast",
            "drained",
            "disconnecting",
            "disconnect",
            "end of the client");

    /** By callback. */
    private static final ConcurrentMap<String, Set<String>> THREADS = new ConcurrentHashMap<>();

    private static void note(String callback) {
        THREADS.computeIfAbsent(callback, any -> ConcurrentHashMap.newKeySet())
                .add(Thread.currentThread().getName().replaceAll("-?\\d+$", ""));
    }

    /** An application that listens to everything. */
    public static final class Application implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIoServer io = SocketIo.server(event.getServletContext());
            listen(io.engine());
            io.surround(new Filter());
            io.onNewNamespace(namespace -> note("new namespace"));
            io.of((name, auth, next) -> {
                        note("matcher");
                        next.allow();
                    })
                    .onRoom(new Rooms())
                    .use((socket, next) -> {
                        note("namespace middleware");
                        next.proceed();
                    })
                    .onConnection(Application::listen);
        }

        private static void listen(Engine engine) {
            engine.use((request, response, next) -> {
                note("middleware");
                if (request.query().containsKey("never")) {
                    return;
                }
                next.proceed();
            });
            engine.allowRequest(request -> {
                note("allowRequest");
                return CompletableFuture.completedFuture(null);
            });
            engine.generateId(request -> {
                note("generateId");
                return CompletableFuture.completedFuture("id" + System.nanoTime());
            });
            engine.onInitialHeaders((response, request) -> note("initial headers"));
            engine.onHeaders((response, request) -> note("headers"));
            engine.onConnectionError(error -> note(
                    "HOOK_TIMEOUT".equals(error.context().get("name"))
                            ? "connection error of a timeout"
                            : "connection error"));
        }

        private static void listen(Socket socket) {
            note("connection");
            socket.use((event, next) -> {
                note("socket middleware");
                next.proceed();
            });
            socket.onAny(event -> note("any event"));
            socket.onAnyOutgoing((event, args) -> note("outgoing"));
            socket.onDisconnecting(reason -> note("disconnecting"));
            socket.onDisconnect(reason -> note("disconnect"));
            socket.client().onClose(() -> note("end of the client"));
            socket.on("go", event -> onGo(socket));
        }

        private static void onGo(Socket socket) {
            note("event");
            socket.join("room");
            socket.leave("room");
            socket.execute(() -> note("task"));
            socket.client().whenDrained().thenRun(() -> note("drained"));
            socket.emit("question", new Object[0], (error, answer) -> note("acknowledgement"));
            socket.emitWithAck("question").thenAccept(answer -> note("acknowledgement: stage"));
            socket.timeout(Duration.ofMillis(10))
                    .emit("silence", new Object[0], (error, answer) -> note("acknowledgement that did not come"));
            socket.namespace()
                    .timeout(Duration.ofMillis(10))
                    .emit("silence", new Object[0], (error, answers) -> note("acknowledgements of a broadcast"));
        }
    }

    private static final class Rooms implements RoomListener {
        @Override
        public void onCreateRoom(Namespace namespace, String room) {
            note("created room");
        }

        @Override
        public void onJoinRoom(Namespace namespace, String room, String socketId) {
            note("joined room");
        }

        @Override
        public void onLeaveRoom(Namespace namespace, String room, String socketId) {
            note("left room");
        }

        @Override
        public void onDeleteRoom(Namespace namespace, String room) {
            note("deleted room");
        }
    }

    private static final class Filter implements ListenerFilter {
        @Override
        public void onConnecting(Socket socket, Next next) {
            note("filter: connecting");
            next.proceed();
        }

        @Override
        public void aroundConnection(Socket socket, Runnable listeners) {
            note("filter: connection");
            listeners.run();
        }

        @Override
        public void aroundEvent(Event event, Runnable listeners) {
            note("filter: event");
            listeners.run();
        }

        @Override
        public void aroundDisconnect(Socket socket, io.socketio.jakarta.DisconnectReason reason, Runnable listeners) {
            note("filter: disconnect");
            listeners.run();
        }
    }

    @Test
    void requestsRunOnTheThreadsOfTheContainerAndEverythingElseOnTheExecutor() throws Exception {
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.with(context -> {
                    context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
                    context.addParameter("socketio.virtual-threads", "false");
                    context.addParameter("socketio.connect-timeout", "5000");
                    context.addApplicationListener(Application.class.getName());
                });
                RawWebSocket client = new RawWebSocket(tomcat.port(), WEBSOCKET);
                RawHttp refused = new RawHttp(tomcat.port());
                RawHttp unanswered = new RawHttp(tomcat.port())) {
            assertTrue(client.receive().text().startsWith("0{"));
            client.text("40/dynamic,");
            assertTrue(client.receive().text().startsWith("40/dynamic,{"));
            assertEquals(
                    400,
                    refused.get("/socket.io/?EIO=4&transport=polling&sid=x").status());
            assertEquals(
                    503,
                    unanswered.get("/socket.io/?EIO=4&transport=polling&never").status());
            pollAndPost(tomcat.port());
            client.text("42/dynamic,[\"go\"]");
            for (int answered = 0; answered < 2; ) {
                String frame = client.receive().text();
                if (frame.contains("question")) {
                    client.text("43/dynamic," + frame.substring("42/dynamic,".length(), frame.indexOf('[')) + "[]");
                    answered++;
                }
            }
            awaitAll(Set.of("acknowledgement that did not come", "acknowledgements of a broadcast"));
            client.close();
            Map<String, String> expected = new TreeMap<>();
            ON_THE_REQUESTS_THREAD.forEach(each -> expected.put(each, "http-nio-127.0.0.1-auto-exec"));
            ON_THE_EXECUTOR.forEach(each -> expected.put(each, "socketio"));
            assertEquals(lines(expected), lines(awaitAll(expected.keySet())));
        }
    }

    /** A poll that waits and is answered from the executor, and a POST. */
    private static void pollAndPost(int port) throws Exception {
        try (RawHttp polling = new RawHttp(port);
                RawHttp posting = new RawHttp(port)) {
            String target = "/socket.io/?EIO=4&transport=polling";
            String open = polling.get(target).text();
            String session = target + "&sid=" + open.substring(9, open.indexOf('"', 9));
            polling.request("GET", session, null);
            assertEquals("ok", posting.post(session, "40/dynamic,").text());
            assertTrue(polling.receive().text().startsWith("40/dynamic,{"));
        }
    }

    private static Map<String, String> awaitAll(Set<String> callbacks) {
        long start = System.nanoTime();
        while (!THREADS.keySet().containsAll(callbacks) && System.nanoTime() - start < TIMEOUT_NANOS) {
            LockSupport.parkNanos(1_000_000);
        }
        Map<String, String> threads = new TreeMap<>();
        THREADS.forEach((callback, names) -> threads.put(
                callback,
                names.stream()
                        .map(name -> name.replaceAll("auto-\\d+", "auto"))
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(", "))));
        return threads;
    }

    private static String lines(Map<String, String> threads) {
        return threads.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
