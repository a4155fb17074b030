package io.socketio.jakarta.web;

import static io.socketio.jakarta.EventListener.nonBlocking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.Socket;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Non-blocking listeners over the wire, on both carriers. */
class NonBlockingOnTomcatTest {

    private static final String READER = "the reader";
    private static final String EXECUTOR = "the executor";
    private static final Semaphore RELEASE = new Semaphore(0);
    private static final AtomicReference<Socket> SOCKET = new AtomicReference<>();
    private static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();
    private static final BlockingQueue<ClassLoader> LOADERS = new LinkedBlockingQueue<>();

    @BeforeEach
    void clear() {
        SEEN.clear();
        LOADERS.clear();
        RELEASE.drainPermits();
    }

    /** An application with listeners of both kinds. */
    public static final class Application implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent event) {
            ClassLoader own = Thread.currentThread().getContextClassLoader();
            SocketIo.server(event.getServletContext()).onConnection(socket -> listen(socket, own));
        }

        private static void listen(Socket socket, ClassLoader own) {
            SOCKET.set(socket);
            socket.on("quick", nonBlocking(event -> {
                if (Thread.currentThread().getContextClassLoader() != own) {
                    LOADERS.add(Thread.currentThread().getContextClassLoader());
                }
                answer(event);
            }));
            socket.on("slow", event -> {
                RELEASE.acquire();
                answer(event);
            });
            socket.on("refuse", nonBlocking(event -> {
                throw new EventRefused("no");
            }));
            socket.on("many", nonBlocking(event -> {
                for (int i = 0; i < 200; i++) {
                    socket.emit("news", i, "x".repeat(1000));
                }
            }));
        }

        private static void answer(Event event) {
            SEEN.add(event.name() + event.arg(0) + " on "
                    + (Thread.currentThread().getName().startsWith("socketio-") ? EXECUTOR : READER));
            event.ack(event.arg(0));
        }
    }

    private static EmbeddedTomcat tomcat(String carrier) throws Exception {
        return EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
            context.addParameter("socketio.websocket", carrier);
            context.addParameter("socketio.virtual-threads", "false");
            context.addApplicationListener(Application.class.getName());
        });
    }

    private static RawWebSocket client(EmbeddedTomcat tomcat) throws Exception {
        RawWebSocket client = new RawWebSocket(tomcat.port(), "/socket.io/?EIO=4&transport=websocket");
        assertTrue(client.receive().text().startsWith("0{"));
        client.text("40");
        assertTrue(client.receive().text().startsWith("40{"));
        // A blocking listener answers when the connection listener has run: then the mailbox rests, or is about to.
        RELEASE.release();
        client.text("420[\"slow\",0]");
        assertEquals("430[0]", client.receive().text());
        assertEquals("slow0 on " + EXECUTOR, next());
        return client;
    }

    /** The frames may be read much later than they are sent. */
    private static void awaitWaiting(int events) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!String.valueOf(SOCKET.get()).contains(events + " events waiting")) {
            assertTrue(System.nanoTime() < end, "the server has read all events");
            Thread.onSpinWait();
        }
    }

    private static String next() throws InterruptedException {
        return SEEN.poll(10, TimeUnit.SECONDS);
    }

    /** The mailbox rests a moment after the answer that it has sent. */
    private static void awaitReader(RawWebSocket client) throws Exception {
        String seen;
        do {
            client.text("420[\"quick\",0]");
            assertEquals("430[0]", client.receive().text());
            seen = next();
        } while (seen.equals("quick0 on " + EXECUTOR));
        assertEquals("quick0 on " + READER, seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "upgrade"})
    void nonBlockingListenerRunsOnTheThreadThatHasReadTheFrame(String carrier) throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(carrier);
                RawWebSocket client = client(tomcat)) {
            awaitReader(client);
            for (int i = 1; i <= 50; i++) {
                client.text("42" + i + "[\"quick\"," + i + "]");
                assertEquals("43" + i + "[" + i + "]", client.receive().text());
                assertEquals("quick" + i + " on " + READER, next());
            }
            assertEquals(List.of(), List.copyOf(LOADERS), "other class loaders than that of the application");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "upgrade"})
    void orderIsKeptWithListenersThatBlock(String carrier) throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(carrier);
                RawWebSocket client = client(tomcat)) {
            awaitReader(client);
            String[] events = {"quick", "slow", "quick", "quick", "slow", "quick"};
            for (int i = 0; i < events.length; i++) {
                client.text("42" + i + "[\"" + events[i] + "\"," + i + "]");
            }
            assertEquals("430[0]", client.receive().text());
            assertEquals("quick0 on " + READER, next());
            awaitWaiting(events.length - 1);
            RELEASE.release(2);
            for (int i = 1; i < events.length; i++) {
                assertEquals("43" + i + "[" + i + "]", client.receive().text());
                assertEquals(events[i] + i + " on " + EXECUTOR, next());
            }
            awaitReader(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "upgrade"})
    void exceptionIsToldAndNextEventIsHandled(String carrier) throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(carrier);
                RawWebSocket client = client(tomcat)) {
            awaitReader(client);
            client.text("427[\"refuse\"]");
            assertEquals("437[{\"error\":\"no\"}]", client.receive().text());
            awaitReader(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "upgrade"})
    void manyEventsMayBeSentFromTheThreadThatReads(String carrier) throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(carrier);
                RawWebSocket client = client(tomcat)) {
            awaitReader(client);
            client.text("42[\"many\"]");
            for (int i = 0; i < 200; i++) {
                assertTrue(client.receive().text().startsWith("42[\"news\"," + i + ","));
            }
            awaitReader(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "upgrade"})
    void eventsInOneSegmentAreHandledInTheirOrder(String carrier) throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(carrier);
                RawWebSocket client = client(tomcat)) {
            awaitReader(client);
            RELEASE.release(100);
            StringBuilder expected = new StringBuilder();
            StringBuilder answers = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                client.text("42" + i + "[\"" + (i % 7 == 3 ? "slow" : "quick") + "\"," + i + "]");
                expected.append("43").append(i).append('[').append(i).append(']');
            }
            for (int i = 0; i < 100; i++) {
                answers.append(client.receive().text());
            }
            assertEquals(expected.toString(), answers.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "upgrade"})
    void eventsOfRequestsRunOnTheExecutor(String carrier) throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(carrier);
                RawHttp http = new RawHttp(tomcat.port())) {
            String path = "/socket.io/?EIO=4&transport=polling";
            String open = http.get(path).text();
            String session =
                    path + "&sid=" + open.replaceFirst(".*\"sid\":\"", "").replaceFirst("\".*", "");
            http.post(session, "40");
            assertTrue(http.get(session).text().startsWith("40{"));
            RELEASE.release();
            http.post(session, "421[\"slow\",1]");
            assertEquals("431[1]", http.get(session).text());
            http.post(session, "422[\"quick\",2]");
            assertEquals("432[2]", http.get(session).text());
            assertEquals(List.of("slow1 on " + EXECUTOR, "quick2 on " + EXECUTOR), List.copyOf(SEEN));
        }
    }
}
