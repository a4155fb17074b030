package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The TCP connections of clients that are closed. In the field, Tomcat kept those that ignored the close frame for half a minute, and closing 1,000 slow
 * readers took all threads for 12 s.
 */
class ClosedConnectionsTest {

    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final int SLOW_READERS = 1_000;
    private static final int ECHOES_BEFORE = 200;

    /** Far less than the 12 s of the field, far more than the tens of milliseconds of a machine that has nothing else to do. */
    private static final long LONGEST_ECHO_MS = 2_000;

    /** What docs/concurrency.md promises. */
    private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String LARGE = "x".repeat(40_000);
    private static final AtomicReference<SocketIoServer> SERVER = new AtomicReference<>();
    private static final AtomicReference<CountDownLatch> ENDED = new AtomicReference<>();

    private final List<RawWebSocket> clients = new ArrayList<>();
    private EmbeddedTomcat tomcat;

    /** An application with a room of slow readers. */
    public static final class Application implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIoServer io = SocketIo.server(event.getServletContext());
            SERVER.set(io);
            io.onConnection(socket -> {
                socket.on("echo", asked -> asked.ack(asked.arg(0, Integer.class)));
                socket.on("slow", slow -> {
                    socket.join("slow");
                    socket.onDisconnect(reason -> ENDED.get().countDown());
                    slow.ack();
                });
            });
        }
    }

    @BeforeEach
    void start() throws Exception {
        tomcat = EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
            context.addParameter("socketio.max-buffered-bytes", "100000");
            context.addParameter("socketio.max-burst-bytes", "200000");
            context.addApplicationListener(Application.class.getName());
        });
        // So that little is needed to fill the connection of a client that does not read.
        tomcat.tomcat().getConnector().setProperty("socket.txBufSize", "16384");
    }

    @AfterEach
    void stop() throws Exception {
        for (RawWebSocket client : clients) {
            client.close();
        }
        tomcat.close();
    }

    private RawWebSocket client() throws Exception {
        RawWebSocket client = new RawWebSocket(tomcat.port(), WEBSOCKET);
        clients.add(client);
        assertTrue(client.receive().text().startsWith("0{"));
        client.text("40");
        assertTrue(client.receive().text().startsWith("40{\"sid\""));
        return client;
    }

    private RawWebSocket slowClient() throws Exception {
        RawWebSocket slow = client();
        slow.text("420[\"slow\"]");
        assertEquals("430[]", slow.receive().text());
        return slow;
    }

    /** Sends until those who do not read are closed. */
    private void overflowSlowReaders(int count) throws Exception {
        ENDED.set(new CountDownLatch(count));
        while (ENDED.get().getCount() > 0) {
            SERVER.get().to("slow").emit("news", LARGE);
            ENDED.get().await(50, TimeUnit.MILLISECONDS);
        }
    }

    /** A peer that is gone answers what is sent to it with a reset, which the next attempt finds. */
    private static void awaitReset(RawWebSocket client, long since) {
        assertThrows(IOException.class, () -> {
            while (System.nanoTime() - since < BOUND_NANOS) {
                client.text("3");
                LockSupport.parkNanos(1_000_000);
            }
        });
    }

    @Test
    void aClientThatNeverReadsLosesItsTcpConnection() throws Exception {
        RawWebSocket slow = slowClient();
        overflowSlowReaders(1);
        awaitReset(slow, System.nanoTime());
        awaitNoneClosing();
    }

    @Test
    void aClientThatIgnoresTheCloseFrameLosesItsTcpConnection() throws Exception {
        RawWebSocket ignoring = client();
        long start = System.nanoTime();
        SERVER.get().disconnectSockets(true);
        RawWebSocket.Frame frame = ignoring.receive();
        while (frame.opcode() != 8) {
            frame = ignoring.receive();
        }
        assertEquals(1, SERVER.get().engine().closingCount());
        assertThrows(EOFException.class, ignoring::receive);
        assertTrue(System.nanoTime() - start < BOUND_NANOS);
        awaitNoneClosing();
    }

    private static void awaitNoneClosing() {
        long start = System.nanoTime();
        while (SERVER.get().engine().closingCount() > 0) {
            assertTrue(System.nanoTime() - start < BOUND_NANOS);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void closingManySlowReadersDelaysNobody() throws Exception {
        List<RawWebSocket> slow = new ArrayList<>();
        for (int i = 0; i < SLOW_READERS; i++) {
            slow.add(slowClient());
        }
        RawWebSocket other = client();
        for (int i = 0; i < ECHOES_BEFORE; i++) {
            echo(other);
        }
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
            try {
                overflowSlowReaders(SLOW_READERS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        List<Long> whileSending = new ArrayList<>();
        while (!closing.isDone()) {
            whileSending.add(echo(other));
        }
        closing.get();
        List<Long> whileClosing = new ArrayList<>();
        long ended = System.nanoTime();
        while (SERVER.get().engine().closingCount() > 0) {
            whileClosing.add(echo(other));
            assertTrue(
                    System.nanoTime() - ended < BOUND_NANOS,
                    () -> SERVER.get().engine().closingCount() + " connections are left");
        }
        for (RawWebSocket each : slow) {
            awaitReset(each, System.nanoTime());
        }
        measure("while they are sent to until they are full", whileSending);
        long longest = measure("while they are closed", whileClosing);
        assertTrue(longest < LONGEST_ECHO_MS, longest + " ms");
    }

    /** Prints p99 and the longest, and returns the longest. */
    private static long measure(String phase, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        long p99 = TimeUnit.NANOSECONDS.toMillis(sorted[sorted.length * 99 / 100]);
        long longest = TimeUnit.NANOSECONDS.toMillis(sorted[sorted.length - 1]);
        System.out.println(SLOW_READERS + " slow readers, " + phase + ": " + sorted.length
                + " echoes of another client, p99 " + p99 + " ms, longest " + longest + " ms");
        return longest;
    }

    private static long echo(RawWebSocket client) throws Exception {
        long start = System.nanoTime();
        client.text("421[\"echo\",7]");
        assertEquals("431[7]", client.receive().text());
        return System.nanoTime() - start;
    }
}
