package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The errors that the JVM itself throws, in handlers on real threads, many times beside a client that must not notice. */
class RealErrorsTest {

    private static final int ROUNDS = 300;

    private final CapturedLog log = CapturedLog.ofWarnings();
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), pool, new JsonbPayloadCodec());
    private final CoreServer io = fixture.server;
    private final AtomicInteger disconnects = new AtomicInteger();
    private volatile int keepsFramesApart;

    @AfterEach
    void stop() {
        pool.shutdownNow();
        log.close();
    }

    private void recurse(Runnable each) {
        each.run();
        recurse(each);
        keepsFramesApart++;
    }

    private int recurseWithFrames(int a, long b, double c) {
        return recurseWithFrames(a + 1, b + a, c + b) + (int) c;
    }

    @SuppressWarnings("unused")
    private void allocate(Socket socket) {
        List<long[]> kept = List.of(new long[Integer.MAX_VALUE]);
    }

    @Test
    void stackOverflowInAHandlerEndsItsConnection() throws Exception {
        endsEach(socket -> recurseWithFrames(0, 1, 2));
    }

    @Test
    void outOfMemoryInAHandlerEndsItsConnection() throws Exception {
        endsEach(this::allocate);
    }

    /** The overflow happens anywhere in the library where it changes rooms, which others share. */
    @Test
    void stackOverflowInsideTheLibraryHarmsNobodyElse() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("RealErrorsTest.stackOverflowInsideTheLibrary seed " + seed);
        Random random = new Random(seed);
        AtomicInteger count = new AtomicInteger();
        endsEach(socket -> {
            int depth = random.nextInt(50);
            recurse(() -> {
                int now = count.incrementAndGet();
                if (now % 50 == depth) {
                    socket.join("r" + now % 7);
                    socket.leave("r" + (now + 3) % 7);
                }
            });
        });
    }

    private void endsEach(Consumer<Socket> handler) throws Exception {
        AtomicReference<CountDownLatch> gone = new AtomicReference<>();
        io.onConnection(socket -> {
            socket.join("r1", "r2");
            socket.on("break", event -> handler.accept(socket));
            socket.on("echo", event -> event.ack(event.arg(0)));
            socket.onDisconnect(reason -> {
                disconnects.incrementAndGet();
                gone.get().countDown();
            });
        });
        gone.set(new CountDownLatch(1));
        FakeClient bystander = fixture.client();
        String id = bystander.connect("/");
        for (int round = 1; round <= ROUNDS; round++) {
            gone.set(new CountDownLatch(1));
            FakeClient victim = fixture.client();
            victim.connect("/");
            victim.sends("42[\"break\"]", "42[\"break\"]");
            assertTrue(gone.get().await(10, TimeUnit.SECONDS), "no disconnect in round " + round);
            assertTrue(victim.closed());
            assertEquals(round, disconnects.get());
            assertEquals(Set.of(id), io.sockets().keySet());
            assertEquals(1, io.engine().clientsCount());
            echoes(bystander, round);
        }
        io.to("r1").emit("last");
        assertEquals(List.of("42[\"last\"]"), bystander.received());
        assertEquals(
                1,
                log.takeWarnings().stream()
                        .filter(line -> line.startsWith("SIO-0120"))
                        .count());
        gone.set(new CountDownLatch(1));
        bystander.exchange.closes();
        io.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static void echoes(FakeClient client, int number) {
        client.sends("421[\"echo\"," + number + "]");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        List<String> received = client.received();
        while (received.isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            received = client.received();
        }
        assertEquals(List.of("431[" + number + "]"), received);
    }
}
