package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A second poll arrives at the moment at which the first one is answered. */
class PollOverlapStressTest {

    private static final int ROUNDS = Integer.getInteger("rounds", 30_000);

    private final EngineFixture engine = new EngineFixture();
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final long seed = new Random().nextLong();

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    @Test
    void everyPollThatIsServedHasItsHeaders() throws Exception {
        System.out.println("PollOverlapStressTest seed " + seed);
        Random random = new Random(seed);
        AtomicInteger begun = new AtomicInteger();
        int served = 0;
        int refused = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            EngineSession session = engine.open();
            FakeHttpExchange first = engine.poll(session);
            int number = round;
            int delay = random.nextInt(400) - 200;
            Future<FakeHttpExchange> second = other.submit(() -> {
                begun.set(number);
                spin(-delay);
                return engine.poll(session);
            });
            while (begun.get() != number) {
                Thread.onSpinWait();
            }
            spin(delay);
            engine.send(session, "4a");
            FakeHttpExchange poll = second.get(10, TimeUnit.SECONDS);
            assertEquals(200, first.status());
            if (session.isOpen()) {
                engine.send(session, "4b");
                assertEquals(200, poll.status());
                assertEquals("no-store", poll.responseHeaders().first("cache-control"), "round " + round);
                served++;
            } else {
                assertEquals(400, poll.status());
                refused++;
            }
            session.discard();
        }
        System.out.println(served + " polls were served, " + refused + " overlapped");
        assertTrue(served > 0 && refused > 0);
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}
