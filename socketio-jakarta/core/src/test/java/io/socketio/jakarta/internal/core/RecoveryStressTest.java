package io.socketio.jakarta.internal.core;

import static io.socketio.jakarta.internal.core.NumberedEmitters.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Socket;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A client that is cut again and again while several threads emit. */
class RecoveryStressTest {

    private static final int CUTS = 1000;

    @Test
    void nothingIsLostAndNothingComesTwiceAcrossAThousandCuts() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ExecutorService handlers = Executors.newFixedThreadPool(3);
        CoreFixture fixture = new CoreFixture(RecoveryTest.options(recovery -> recovery), handlers);
        AtomicReference<Socket> latest = new AtomicReference<>();
        fixture.server.onConnection(socket -> {
            socket.join("room");
            latest.set(socket);
        });
        RecoveringClient client = new RecoveringClient(fixture).connects();
        await("the socket", () -> latest.get() != null);
        fixture.server.emit("hello");
        client.reads();
        NumberedEmitters emitters = new NumberedEmitters(20_000);
        emitters.start("all", n -> fixture.server.emit("all", n));
        emitters.start("room", n -> fixture.server.to("room").emit("room", n));
        emitters.start("direct", n -> latest.get().emit("direct", n));
        for (int i = 0; i < CUTS; i++) {
            if (random.nextInt(3) == 0) {
                // Events that have been sent and that the client has not received.
                client.connection.exchange.closes();
            } else {
                client.isCut();
            }
            comesBack(client, "cut " + i + ", seed " + seed);
        }
        emitters.stop();
        client.isCut();
        // Before the threads end: a session is restored on one of them if the listeners of the former socket still run.
        comesBack(client, "the last cut, seed " + seed);
        handlers.shutdown();
        assertTrue(handlers.awaitTermination(30, TimeUnit.SECONDS));
        client.reads();
        emitters.requireAll(client.events, "seed " + seed);
    }

    private static void comesBack(RecoveringClient client, String what) {
        String before = client.sid;
        client.connects();
        client.awaitConnect(what);
        assertEquals(before, client.sid, what);
    }
}
