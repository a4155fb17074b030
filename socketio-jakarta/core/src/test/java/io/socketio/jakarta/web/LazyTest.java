package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LazyTest {

    private static final long TIMEOUT_S = 10;
    private static final int THREADS = 4;

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void endThreads() {
        executor.shutdownNow();
    }

    @Test
    void manyThreadsThatAskAtOnceGetTheSame() throws Exception {
        for (int round = 1; round <= 2_000; round++) {
            Lazy<Object> once = new Lazy<>(() -> {
                made.incrementAndGet();
                return new Object();
            });
            CyclicBarrier barrier = new CyclicBarrier(THREADS);
            List<Future<Object>> asked = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                asked.add(executor.submit(() -> {
                    barrier.await(TIMEOUT_S, TimeUnit.SECONDS);
                    return once.get();
                }));
            }
            for (Future<Object> each : asked) {
                assertSame(once.get(), each.get(TIMEOUT_S, TimeUnit.SECONDS));
            }
            assertEquals(round, made.get());
        }
    }

    /** No lock is held while it is made: a session listener that asks for what is there is not held up by a slow start. */
    @Test
    void whoAsksForWhatIsThereDoesNotWaitForTheMaking() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        CountDownLatch making = new CountDownLatch(1);
        Lazy<String> once = new Lazy<>(() -> {
            making.countDown();
            await(seen);
            return "made";
        });
        Future<String> slow = executor.submit(once::get);
        await(making);
        assertNull(once.present());
        seen.countDown();
        assertEquals("made", slow.get(TIMEOUT_S, TimeUnit.SECONDS));
        assertEquals("made", once.present());
    }

    @Test
    void failureIsToldAndTheNextTriesAgain() {
        Lazy<String> once = new Lazy<>(() -> {
            if (made.incrementAndGet() == 1) {
                throw new IllegalArgumentException("the first time");
            }
            return "made";
        });
        assertEquals(
                "the first time",
                assertThrows(IllegalArgumentException.class, once::get).getMessage());
        assertNull(once.present());
        assertEquals("made", once.get());
    }

    @Test
    void whatIsBeingMadeAtTheEndIsHandedToWhoEndsIt() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Lazy<String> once = new Lazy<>(() -> {
            making.countDown();
            await(goOn);
            return "made";
        });
        Future<String> slow = executor.submit(once::get);
        await(making);
        Future<String> ended = executor.submit(once::end);
        goOn.countDown();
        assertEquals("made", ended.get(TIMEOUT_S, TimeUnit.SECONDS));
        assertEquals("made", slow.get(TIMEOUT_S, TimeUnit.SECONDS));
    }

    @Test
    void afterTheEndNothingIsMade() {
        Lazy<String> once = new Lazy<>(() -> "made");
        assertNull(once.end());
        assertNull(once.end());
        assertNull(once.present());
        assertThrows(IllegalStateException.class, once::get);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
