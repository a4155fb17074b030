package io.socketio.jakarta.internal.core.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionShareTest {

    private final ManualExecutor executor = new ManualExecutor();
    private final List<Integer> seen = new ArrayList<>();

    @Test
    void onlyTheShareIsHandedToTheExecutor() {
        ConnectionShare share = new ConnectionShare(executor, 2);
        for (int i = 1; i <= 5; i++) {
            int number = i;
            share.execute(() -> seen.add(number));
        }
        assertEquals(2, executor.waiting());
        executor.runAll();
        assertEquals(List.of(1, 2, 3, 4, 5), seen);
    }

    @Test
    void aTaskThatThrowsGivesItsPlaceBack() {
        ConnectionShare share = new ConnectionShare(Runnable::run, 1);
        try {
            share.execute(() -> {
                throw new IllegalStateException("test");
            });
        } catch (IllegalStateException expected) {
            // The executor's affair.
        }
        share.execute(() -> seen.add(1));
        assertEquals(List.of(1), seen);
    }

    /** Each task runs once, and never more than the share at a time. */
    @Test
    void stress() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int tasks = 20_000;
        int most = 3;
        ExecutorService pool = Executors.newFixedThreadPool(8);
        ConnectionShare share = new ConnectionShare(pool, most);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(tasks);
        Runnable task = () -> {
            highest.accumulateAndGet(running.incrementAndGet(), Math::max);
            if (random.nextInt(100) == 0) {
                Thread.yield();
            }
            running.decrementAndGet();
            done.countDown();
        };
        ExecutorService posters = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < tasks; i++) {
                posters.execute(() -> share.execute(task));
            }
            assertTrue(done.await(30, TimeUnit.SECONDS), () -> "seed " + seed + ", missing " + done.getCount());
            assertTrue(highest.get() <= most, () -> "seed " + seed + ", highest " + highest);
        } finally {
            posters.shutdownNow();
            pool.shutdownNow();
        }
    }
}
