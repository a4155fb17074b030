package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandlerPoolTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final HandlerPool pool =
            new HandlerPool(32, 1, Thread::new, (task, delay) -> timer.schedule(task, delay, TimeUnit.MILLISECONDS));

    @AfterEach
    void end() {
        pool.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void everyTaskRunsOnceWhoeverHandsItOver() throws Exception {
        int tasks = 50_000;
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4 * tasks);
        CyclicBarrier start = new CyclicBarrier(4);
        for (int i = 0; i < 4; i++) {
            new Thread(() -> {
                        try {
                            start.await();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                        for (int n = 0; n < tasks; n++) {
                            pool.execute(() -> {
                                ran.incrementAndGet();
                                done.countDown();
                            });
                        }
                    })
                    .start();
        }
        assertTrue(done.await(30, TimeUnit.SECONDS));
        assertEquals(4 * tasks, ran.get());
    }

    @Test
    void singleTasksWithPausesBetweenThemAreNotLost() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            pool.execute(ran::countDown);
            assertTrue(ran.await(10, TimeUnit.SECONDS), "task " + i);
        }
    }

    @Test
    void blockedTasksLetOthersIn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(31);
        for (int i = 0; i < 31; i++) {
            pool.execute(() -> {
                started.countDown();
                await(release);
            });
        }
        assertTrue(started.await(10, TimeUnit.SECONDS));
        CountDownLatch free = new CountDownLatch(1);
        pool.execute(free::countDown);
        assertTrue(free.await(10, TimeUnit.SECONDS));
        release.countDown();
    }

    @Test
    void neverMoreThreadsThanTheBound() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            pool.execute(() -> {
                await(release);
                done.countDown();
            });
        }
        while (pool.threads() < 32) {
            Thread.onSpinWait();
        }
        release.countDown();
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertEquals(32, pool.threads());
    }

    @Test
    void failingTaskHurtsNothing() throws Exception {
        java.util.logging.Logger.getLogger(HandlerPool.class.getName()).setLevel(java.util.logging.Level.OFF);
        CountDownLatch ran = new CountDownLatch(1);
        pool.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        pool.execute(ran::countDown);
        assertTrue(ran.await(10, TimeUnit.SECONDS));
    }

    @Test
    void endFinishesWhatWasHandedOver() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            pool.execute(ran::incrementAndGet);
        }
        pool.shutdown();
        assertThrows(RejectedExecutionException.class, () -> pool.execute(ran::incrementAndGet));
        assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));
        assertEquals(1_000, ran.get());
        assertEquals(0, pool.threads());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
