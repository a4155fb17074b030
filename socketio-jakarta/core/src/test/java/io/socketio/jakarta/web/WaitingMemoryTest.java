package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Clients that make messages wait, on a real Tomcat with a small budget. Each attack ended the heap in the field; here others do not notice it, and the
 * budget is kept.
 */
class WaitingMemoryTest {

    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final int MB = 1_000_000;
    private static final int OTHERS = 3;
    private static final long BUDGET = 32 * MB;
    /** What waits while a connection is cut may not be seen from outside: it goes faster than a busy machine looks. */
    private static final String CUT = "SIO-0110 closing the connection for which the most bytes wait";

    private static final AtomicReference<SocketIoServer> SERVER = new AtomicReference<>();
    private static volatile CountDownLatch release = new CountDownLatch(0);

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final CapturedLog log = CapturedLog.ofWarnings();
    private EmbeddedTomcat tomcat;

    /** An application with one slow handler and one that answers. */
    public static final class Application implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIoServer io = SocketIo.server(event.getServletContext());
            SERVER.set(io);
            io.onConnection(socket -> {
                socket.on("wait", blocking -> release.await());
                socket.on("ask", asked -> asked.ack(asked.arg(0, int.class)));
            });
        }
    }

    @BeforeEach
    void start() throws Exception {
        release = new CountDownLatch(1);
        tomcat = EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
            context.addParameter("socketio.memory-budget-bytes", String.valueOf(BUDGET));
            context.addParameter("socketio.max-pending-bytes", String.valueOf(Integer.MAX_VALUE));
            // Small messages are cut by their number otherwise, before their bytes matter.
            context.addParameter("socketio.max-pending-events", "1000000");
            context.addParameter("socketio.max-buffered-bytes", String.valueOf(1 << 30));
            context.addParameter("socketio.write-timeout", "PT5M");
            context.addApplicationListener(Application.class.getName());
        });
    }

    @AfterEach
    void stop() throws Exception {
        release.countDown();
        for (AutoCloseable each : open) {
            each.close();
        }
        clients.shutdownNow();
        tomcat.close();
        log.close();
    }

    private RawWebSocket connection() throws IOException {
        RawWebSocket socket = new RawWebSocket(tomcat.port(), WEBSOCKET);
        open.add(socket);
        assertTrue(socket.receive().text().startsWith("0{"));
        return socket;
    }

    private RawWebSocket joined() throws IOException {
        RawWebSocket socket = connection();
        socket.text("40");
        assertTrue(socket.receive().text().startsWith("40{\"sid\""));
        return socket;
    }

    private static long waiting() {
        return SERVER.get().engine().waitingBytes();
    }

    /** The next frame that is no ping. */
    private static String next(RawWebSocket socket) throws IOException {
        String frame = socket.receive().text();
        while (frame.equals("2")) {
            socket.text("3");
            frame = socket.receive().text();
        }
        return frame;
    }

    /** Exchanges numbered messages until told to stop; fails when one is lost, comes twice, or the connection ends. */
    private final class WellBehaved implements Callable<Integer> {

        private final RawWebSocket socket;
        private final AtomicBoolean stop;

        WellBehaved(RawWebSocket socket, AtomicBoolean stop) {
            this.socket = socket;
            this.stop = stop;
        }

        @Override
        public Integer call() throws IOException {
            int number = 0;
            while (!stop.get() || number < 100) {
                socket.text("42" + number + "[\"ask\"," + number + "]");
                assertEquals("43" + number + "[" + number + "]", next(socket));
                number++;
            }
            return number;
        }
    }

    /** Runs an attack beside well-behaved clients, and looks at what waits. @return the most that waited */
    private long withOthers(Callable<?> attack) throws Exception {
        return withOthers(null, attack);
    }

    /** @param attacker the connection that is expected to be closed; null when the attack ends by itself */
    private long withOthers(@Nullable RawWebSocket attacker, Callable<?> attack) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<Integer>> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            others.add(clients.submit(new WellBehaved(joined(), stop)));
        }
        Future<?> attacking = clients.submit(attack);
        long most = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (attacker == null ? !attacking.isDone() : SERVER.get().engine().clientsCount() > OTHERS) {
            assertTrue(System.nanoTime() < deadline, "the attack goes on, " + waiting() + " bytes wait");
            most = Math.max(most, waiting());
            Thread.onSpinWait();
        }
        most = Math.max(most, waiting());
        if (attacker != null) {
            // The client goes on writing, and nobody reads.
            attacker.close();
        }
        attacking.get(30, TimeUnit.SECONDS);
        stop.set(true);
        for (Future<Integer> other : others) {
            assertTrue(other.get(60, TimeUnit.SECONDS) >= 100);
        }
        return most;
    }

    /** 917 of them ended a heap of 1 GB: only the attachment, which is empty, was weighed. */
    @Test
    void textsWithAnEmptyAttachmentBehindASlowHandler() throws Exception {
        RawWebSocket attacker = joined();
        byte[] text = ("451-[\"wait\",\"" + "x".repeat(999_900) + "\",{\"_placeholder\":true,\"num\":0}]").getBytes();
        long most = withOthers(attacker, () -> {
            try {
                for (int i = 0; i < 917; i++) {
                    attacker.frame(0x81, text);
                    attacker.binary(new byte[0]);
                }
            } catch (IOException cut) {
                return null;
            }
            return null;
        });
        assertTrue(most < BUDGET + 10 * MB, "up to " + most + " bytes waited");
        log.await(CUT);
        // What is left is the message whose handler is running.
        awaitBelow(2 * MB);
    }

    @Test
    void arraysOfNumbersBehindASlowHandler() throws Exception {
        RawWebSocket attacker = joined();
        byte[] text = ("42[\"wait\"" + ",0".repeat(499_000) + "]").getBytes();
        long most = withOthers(attacker, () -> {
            try {
                for (int i = 0; i < 50; i++) {
                    attacker.frame(0x81, text);
                }
            } catch (IOException cut) {
                return null;
            }
            return null;
        });
        // The connection holds what it sent in 50 messages of seven megabytes.
        assertTrue(most < BUDGET + 20 * MB, "up to " + most + " bytes waited");
        awaitBelow(8 * MB);
    }

    /** Three hundred unfinished messages of clients that had not joined held 707 MB. */
    @Test
    void unfinishedMessagesBeforeTheClientHasJoined() throws Exception {
        withOthers(() -> {
            byte[] part = "x".repeat(60_000).getBytes();
            for (int i = 0; i < 300; i++) {
                RawWebSocket socket = connection();
                try {
                    socket.frame(0x01, ("451-[\"n\",\"").getBytes());
                    for (int p = 0; p < 15; p++) {
                        socket.frame(0x00, part);
                    }
                } catch (IOException cut) {
                    // It was.
                }
            }
            return null;
        });
        // Each may have 64 KiB, for which twice as much may be allocated; those that sent more are closed.
        awaitBelow(MB);
    }

    @Test
    void unfinishedMessagesOfClientsThatHaveJoined() throws Exception {
        long most = withOthers(() -> {
            byte[] part = "x".repeat(100_000).getBytes();
            for (int i = 0; i < 60; i++) {
                try {
                    RawWebSocket socket = joined();
                    socket.frame(0x01, ("42[\"n\",\"").getBytes());
                    for (int p = 0; p < 9; p++) {
                        socket.frame(0x00, part);
                    }
                } catch (IOException | AssertionError cutOrRefused) {
                    // The budget is used up.
                }
            }
            return null;
        });
        assertTrue(most < BUDGET + 10 * MB && most > BUDGET / 2, "up to " + most + " bytes waited");
    }

    @Test
    void bodiesThatDoNotEnd() throws Exception {
        List<RawHttp> posts = new ArrayList<>();
        long most = withOthers(() -> {
            String part = "x".repeat(900_000);
            for (int i = 0; i < 60; i++) {
                try {
                    posts.add(post(part));
                } catch (IOException | AssertionError | RuntimeException cutOrRefused) {
                    // The budget is used up.
                }
            }
            return null;
        });
        assertTrue(most < BUDGET + 10 * MB && most > BUDGET / 2, "up to " + most + " bytes waited");
        for (RawHttp each : posts) {
            each.close();
        }
        awaitBelow(MB);
    }

    private RawHttp post(String part) throws IOException {
        RawHttp http = new RawHttp(tomcat.port());
        open.add(http);
        RawHttp.Response opened = http.get(POLLING);
        assertEquals(200, opened.status());
        String sid = opened.text().replaceAll(".*\"sid\":\"([^\"]*)\".*", "$1");
        assertEquals(200, http.post(POLLING + "&sid=" + sid, "40").status());
        assertEquals(200, http.get(POLLING + "&sid=" + sid).status());
        http.send("POST " + POLLING + "&sid=" + sid + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999000\r\n\r\n");
        http.send(part);
        return http;
    }

    /** Six bytes each, and six times as much in memory. */
    @Test
    void smallAcknowledgementsForAClientThatDoesNotRead() throws Exception {
        RawWebSocket attacker = joined();
        byte[] ask = "420[\"ask\",1]".getBytes();
        long most = withOthers(attacker, () -> {
            try {
                for (int i = 0; i < 3_000_000; i++) {
                    attacker.frame(0x81, ask);
                }
            } catch (IOException cut) {
                return null;
            }
            return null;
        });
        assertTrue(most < BUDGET + 10 * MB, "up to " + most + " bytes waited");
        log.await(CUT);
        awaitBelow(MB);
    }

    @Test
    void serverThatIsFullAnswers503UntilItIsNot() throws Exception {
        List<RawWebSocket> holders = new ArrayList<>();
        byte[] text = ("42[\"wait\",\"" + "x".repeat(999_900) + "\"]").getBytes();
        for (int i = 0; i < 10; i++) {
            holders.add(joined());
        }
        for (int i = 0; SERVER.get().engine().clientsCount() == holders.size(); i++) {
            long before = waiting();
            holders.get(i % holders.size()).frame(0x81, text);
            awaitTrue(() -> waiting() != before || SERVER.get().engine().clientsCount() < holders.size());
        }
        try (RawHttp http = new RawHttp(tomcat.port())) {
            RawHttp.Response answer = http.get(POLLING);
            assertEquals(503, answer.status());
            assertEquals("5", answer.header("Retry-After"));
            try (RawWebSocket refused = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
                assertEquals(503, refused.handshake.status());
                assertEquals("5", refused.handshake.header("Retry-After"));
            }
        }
        release.countDown();
        awaitBelow(MB);
        try (RawHttp http = new RawHttp(tomcat.port())) {
            assertEquals(200, http.get(POLLING).status());
        }
        RawWebSocket late = joined();
        late.text("421[\"ask\",1]");
        assertEquals("431[1]", late.receive().text());
    }

    private static void awaitBelow(long bytes) {
        awaitTrue(() -> waiting() < bytes);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> waiting() + " bytes wait");
            Thread.onSpinWait();
        }
    }
}
