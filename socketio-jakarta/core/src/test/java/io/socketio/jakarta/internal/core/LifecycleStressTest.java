package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.options.SocketIoOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clients connect, talk and vanish while others broadcast to them and throw them out: every connection ends exactly once, and nothing stays. */
class LifecycleStressTest {

    private static final int ROUNDS = 1_500;

    @Test
    void everyConnectionEndsOnceAndNothingStays() throws Exception {
        long seed = System.nanoTime();
        ExecutorService handlers = Executors.newFixedThreadPool(2);
        ExecutorService containers = Executors.newFixedThreadPool(4);
        CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), handlers);
        AtomicInteger connections = new AtomicInteger();
        AtomicInteger ends = new AtomicInteger();
        AtomicInteger overs = new AtomicInteger();
        AtomicInteger outOfOrder = new AtomicInteger();
        AtomicInteger wrongRooms = new AtomicInteger();
        fixture.server.onConnection(socket -> {
            connections.incrementAndGet();
            socket.join("room");
            // False when the socket has ended before this listener ran.
            boolean joined = socket.rooms().contains("room");
            int[] last = {0};
            socket.on("n", event -> {
                if (event.arg(0, int.class) != ++last[0]) {
                    outOfOrder.incrementAndGet();
                }
                socket.to("room").emit("n", last[0]);
            });
            socket.onDisconnecting(reason -> {
                if (joined != socket.rooms().contains("room")) {
                    wrongRooms.incrementAndGet();
                }
            });
            socket.onDisconnect(reason -> ends.incrementAndGet());
            socket.client().onClose(overs::incrementAndGet);
        });
        CyclicBarrier start = new CyclicBarrier(4);
        List<Future<?>> runs = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            Random random = new Random(seed + t);
            runs.add(containers.submit(() -> {
                start.await();
                for (int i = 0; i < ROUNDS; i++) {
                    liveOneLife(fixture, random);
                }
                return null;
            }));
        }
        runs.add(containers.submit(() -> {
            Random random = new Random(seed - 1);
            start.await();
            for (int i = 0; i < ROUNDS; i++) {
                fixture.server.to("room").emit("x", i);
                fixture.server.of("/").emitWithAck("q");
                if (random.nextInt(10) == 0) {
                    fixture.server.in("room").disconnectSockets(random.nextBoolean());
                }
            }
            return null;
        }));
        for (Future<?> run : runs) {
            run.get(120, TimeUnit.SECONDS);
        }
        fixture.server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
        handlers.shutdown();
        containers.shutdown();
        assertTrue(handlers.awaitTermination(30, TimeUnit.SECONDS));
        String at = "seed " + seed;
        assertTrue(connections.get() > ROUNDS, at);
        assertEquals(connections.get(), ends.get(), at);
        assertEquals(connections.get(), overs.get(), at);
        assertEquals(0, outOfOrder.get(), at);
        assertEquals(0, wrongRooms.get(), at);
        assertEquals(0, fixture.server.engine().clientsCount(), at);
        assertTrue(fixture.server.sockets().isEmpty(), at);
        assertTrue(
                fixture.server
                        .in("room")
                        .allSockets()
                        .toCompletableFuture()
                        .getNow(null)
                        .isEmpty(),
                at);
    }

    private static void liveOneLife(CoreFixture fixture, Random random) {
        FakeClient client = fixture.client();
        client.sends("40");
        int events = random.nextInt(5);
        // Without waiting for the answer events are a violation now and then, and that is one of the ends to test.
        if (random.nextInt(4) > 0) {
            while (client.received().isEmpty()) {
                Thread.onSpinWait();
            }
        }
        for (int n = 1; n <= events && !client.closed(); n++) {
            client.sends("42[\"n\"," + n + "]");
        }
        switch (random.nextInt(4)) {
            case 0 -> client.sends("41");
            case 1 -> client.sends("4garbage");
            case 2 -> client.exchange.breaks(new IOException("reset"));
            default -> {
                // Goes without a word.
            }
        }
        client.exchange.closes();
    }
}
