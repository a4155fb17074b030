package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.RequestDecision;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import io.socketio.jakarta.options.WebSocketImplementation;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server of Engine.IO alone, in an application that has one of Socket.IO, too. */
class EngineIoTest {

    private static final String PATH = "/engine.io/";
    private static final String WEBSOCKET = PATH + "?EIO=4&transport=websocket";
    private static final String POLLING = PATH + "?EIO=4&transport=polling";
    private static final long TIMEOUT_S = 10;

    private final BlockingQueue<EngineSocket> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private EmbeddedTomcat serving(UnaryOperator<SocketIoOptionsBuilder> options) throws Exception {
        return EmbeddedTomcat.with(context -> context.addServletContainerInitializer(
                (found, servletContext) -> {
                    new SocketIoInitializer().onStartup(Set.of(), servletContext);
                    EngineIo io = SocketIo.registerEngine(
                            servletContext,
                            options.apply(SocketIoOptions.builder().name("raw").path(PATH))
                                    .build());
                    io.onConnection(this::echo);
                },
                Set.of()));
    }

    private void echo(EngineSocket socket) {
        socket.onMessage(text -> {
            events.add(text);
            socket.send(text);
        });
        socket.onBinary(socket::send);
        socket.onClose(reason -> events.add("closed: " + reason));
        opened.add(socket);
    }

    private static EngineIo server(EmbeddedTomcat tomcat) {
        return SocketIo.engine(tomcat.context().getServletContext(), "raw");
    }

    private EngineSocket socket() throws InterruptedException {
        EngineSocket socket = opened.poll(TIMEOUT_S, TimeUnit.SECONDS);
        assertTrue(socket != null, "no socket has opened");
        return socket;
    }

    private String event() throws InterruptedException {
        return String.valueOf(events.poll(TIMEOUT_S, TimeUnit.SECONDS));
    }

    private static String sid(String open) {
        return open.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
    }

    @ParameterizedTest
    @EnumSource(
            value = WebSocketImplementation.class,
            names = {"ENDPOINT", "UPGRADE"})
    void messagesGoBothWaysOverWebSocket(WebSocketImplementation carrier) throws Exception {
        try (EmbeddedTomcat tomcat = serving(options -> options.webSocket(carrier));
                RawWebSocket client = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
            assertTrue(client.receive().text().startsWith("0{\"sid\":\""));
            client.text("4hello");
            assertEquals("4hello", client.receive().text());
            client.binary(new byte[] {1, 2, 3});
            assertArrayEquals(new byte[] {1, 2, 3}, client.receive().payload());
            EngineSocket socket = socket();
            assertEquals("websocket", socket.transport());
            assertEquals(4, socket.protocol());
            assertSame(socket, server(tomcat).socket(socket.id()));
            assertEquals(List.of(socket), List.copyOf(server(tomcat).sockets()));
            assertEquals(
                    "/engine.io/?EIO=4&transport=websocket", socket.request().url());
            client.close();
            assertEquals("hello", event());
            assertTrue(event().startsWith("closed: transport"), "the client has gone");
        }
    }

    @Test
    void messagesGoBothWaysOverPolling() throws Exception {
        try (EmbeddedTomcat tomcat = serving(options -> options);
                RawHttp http = new RawHttp(tomcat.port())) {
            String sid = sid(http.get(POLLING).text());
            EngineSocket socket = socket();
            assertEquals(sid, socket.id());
            socket.data().put("user", "me");
            String session = POLLING + "&sid=" + sid;
            assertEquals("ok", http.post(session, "4one\u001e4two\u001ebAQID").text());
            assertEquals("one", event());
            assertEquals("two", event());
            StringBuilder received = new StringBuilder();
            while (!received.toString().contains("bAQID")) {
                received.append(http.get(session).text()).append('\u001e');
            }
            assertEquals("4one\u001e4two\u001ebAQID\u001e", received.toString());
            assertEquals("me", socket.data().get("user"));
            assertEquals(
                    0,
                    SocketIo.server(tomcat.context().getServletContext())
                            .engine()
                            .clientsCount());
        }
    }

    @Test
    void clientsOfRevision3AreServedIfTheyMay() throws Exception {
        try (EmbeddedTomcat tomcat = serving(options -> options.allowEio3(true));
                RawWebSocket client = new RawWebSocket(tomcat.port(), PATH + "?EIO=3&transport=websocket")) {
            assertTrue(client.receive().text().startsWith("0{\"sid\":\""));
            client.text("2");
            assertEquals("3", client.receive().text());
            client.text("4old");
            assertEquals("4old", client.receive().text());
            assertEquals(3, socket().protocol());
        }
    }

    @Test
    void sendCompletesWhenTheMessageIsTaken() throws Exception {
        try (EmbeddedTomcat tomcat = serving(options -> options);
                RawHttp http = new RawHttp(tomcat.port())) {
            String session = POLLING + "&sid=" + sid(http.get(POLLING).text());
            EngineSocket socket = socket();
            CompletableFuture<Void> sent = socket.send("waits").toCompletableFuture();
            assertFalse(socket.isWritable());
            assertFalse(sent.isDone());
            assertTrue(socket.bufferedBytes() > 0);
            assertEquals("4waits", http.get(session).text());
            sent.get(TIMEOUT_S, TimeUnit.SECONDS);
            assertEquals(0, socket.bufferedBytes());
        }
    }

    @Test
    void sendFailsWhenTheSocketEndsBefore() throws Exception {
        try (EmbeddedTomcat tomcat = serving(options -> options);
                RawHttp http = new RawHttp(tomcat.port())) {
            http.get(POLLING);
            EngineSocket socket = socket();
            CompletableFuture<Void> waiting = socket.send("waits").toCompletableFuture();
            socket.discard();
            assertEquals("closed: forced close", event());
            for (CompletableFuture<Void> each :
                    List.of(waiting, socket.send("late").toCompletableFuture())) {
                ExecutionException failed =
                        assertThrows(ExecutionException.class, () -> each.get(TIMEOUT_S, TimeUnit.SECONDS));
                assertInstanceOf(ClosedChannelException.class, failed.getCause());
            }
            assertFalse(socket.isOpen());
            assertNull(server(tomcat).socket(socket.id()));
        }
    }

    @Test
    void closeSendsWhatWaits() throws Exception {
        try (EmbeddedTomcat tomcat = serving(options -> options);
                RawHttp http = new RawHttp(tomcat.port())) {
            String session = POLLING + "&sid=" + sid(http.get(POLLING).text());
            EngineSocket socket = socket();
            socket.send("last");
            socket.close();
            assertEquals("4last", http.get(session).text());
            assertEquals("6\u001e1", http.get(session).text());
            assertEquals("closed: forced close", event());
        }
    }

    /** One socket's listeners run one at a time and in order, and may block; the connection listener is the first of them. */
    @Test
    void listenersOfASocketRunOneAtATime() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (EmbeddedTomcat tomcat = serving(options -> options)) {
            server(tomcat).onConnection(socket -> {
                awaitQuietly(release);
                events.add("connected");
            });
            try (RawWebSocket client = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
                client.receive();
                for (int i = 0; i < 100; i++) {
                    client.text("4" + i);
                }
                socket();
                assertEquals(List.of(), List.copyOf(events));
                release.countDown();
                assertEquals("connected", event());
                for (int i = 0; i < 100; i++) {
                    assertEquals(String.valueOf(i), event());
                    assertEquals("4" + i, client.receive().text());
                }
            }
            assertTrue(event().startsWith("closed: transport"), "the client has gone");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void hooksOfTheEngineApply() throws Exception {
        try (EmbeddedTomcat tomcat = serving(options -> options);
                RawHttp http = new RawHttp(tomcat.port())) {
            server(tomcat).engine().use((request, response, next) -> {
                response.header("x-raw", "yes");
                next.proceed();
            });
            server(tomcat)
                    .engine()
                    .allowRequest(request -> CompletableFuture.completedFuture(
                            request.query().containsKey("token") ? RequestDecision.allow() : RequestDecision.refuse()));
            assertEquals(403, http.get(POLLING).status());
            RawHttp.Response allowed = http.get(POLLING + "&token=1");
            assertEquals(200, allowed.status());
            assertEquals("yes", allowed.header("x-raw"));
        }
    }

    @Test
    void clientThatSendsMoreThanIsKeptIsClosed() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (CapturedLog log = CapturedLog.ofOperators();
                EmbeddedTomcat tomcat = serving(options -> options.maxPendingEvents(5))) {
            server(tomcat).onConnection(socket -> awaitQuietly(release));
            try (RawWebSocket client = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
                client.receive();
                for (int i = 0; i < 6; i++) {
                    client.text("4x");
                }
                assertTrue(log.await("SIO-0103").contains("server 'raw': "), "the warning names the server");
            } finally {
                release.countDown();
            }
            assertEquals("closed: forced close", event());
        }
    }

    @Test
    void listenerThatThrowsHurtsNobody() throws Exception {
        try (CapturedLog log = CapturedLog.ofOperators();
                EmbeddedTomcat tomcat = serving(options -> options)) {
            server(tomcat)
                    .onConnection(socket -> socket.onMessage(text -> {
                        throw new IllegalStateException("not " + text);
                    }));
            try (RawWebSocket client = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
                client.receive();
                client.text("4one");
                client.text("4two");
                assertEquals("4one", client.receive().text());
                assertEquals("4two", client.receive().text());
                assertTrue(log.await("SIO-0161").contains("message listener"));
            }
        }
    }

    @Test
    void settingsMakeAServerOfEngineIoAlone() throws Exception {
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
            context.addParameter("socketio.server.raw.raw", "true");
            context.addParameter("socketio.server.raw.path", "/engine.io");
        })) {
            server(tomcat).onConnection(this::echo);
            try (RawWebSocket client = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
                client.receive();
                client.text("4hello");
                assertEquals("4hello", client.receive().text());
            }
            IllegalStateException refused = assertThrows(
                    IllegalStateException.class,
                    () -> SocketIo.server(tomcat.context().getServletContext(), "raw"));
            assertTrue(refused.getMessage().contains("use SocketIo.engine"), refused.getMessage());
            assertThrows(
                    IllegalStateException.class,
                    () -> SocketIo.engine(tomcat.context().getServletContext(), ""));
            try (RawHttp http = new RawHttp(tomcat.port())) {
                assertEquals(400, http.get("/engine.io/socket.io.js").status());
            }
        }
    }

    @Test
    void socketsCloseWithTheApplication() throws Exception {
        try (EmbeddedTomcat tomcat = serving(options -> options)) {
            try (RawWebSocket client = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
                client.receive();
                EngineIo server = server(tomcat);
                socket();
                tomcat.context().stop();
                assertEquals("closed: forced close", event());
                assertTrue(server.close().toCompletableFuture().isDone());
            }
        }
    }
}
