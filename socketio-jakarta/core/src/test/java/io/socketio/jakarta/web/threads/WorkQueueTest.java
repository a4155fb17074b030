package io.socketio.jakarta.web.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WorkQueueTest {

    private static final int THREADS = 6;
    private static final int ROUNDS = 4000;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final WorkQueue queue = new WorkQueue();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, queue, task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                threads.add(thread);
                return thread;
            });

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    /** Each task waits until as many run as there are threads: one that stays in the queue although a thread is idle stops them all. */
    @Test
    void tasksThatBlockDoNotDelayThoseBehindThem() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        AtomicInteger runs = new AtomicInteger();
        int submitted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int shortTasks = random.nextInt(4);
            CyclicBarrier all = new CyclicBarrier(THREADS);
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < THREADS + shortTasks; i++) {
                boolean waits = i < THREADS;
                results.add(pool.submit(() -> {
                    runs.incrementAndGet();
                    return waits ? all.await(60, TimeUnit.SECONDS) : 0;
                }));
                if (random.nextInt(8) == 0) {
                    Thread.yield();
                }
            }
            submitted += results.size();
            for (Future<?> result : results) {
                result.get();
            }
        }
        assertEquals(submitted, runs.get());
        assertTrue(queue.isEmpty());
    }

    @Test
    void eachTaskOfManyThreadsRunsOnce() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(THREADS * ROUNDS);
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                        for (int round = 0; round < ROUNDS; round++) {
                            pool.execute(() -> {
                                runs.incrementAndGet();
                                done.countDown();
                            });
                            if (round % 16 == 0) {
                                // Lets the threads of the pool rest now and then.
                                LockSupport.parkNanos(1000);
                            }
                        }
                    })
                    .start();
        }

        assertTrue(done.await(60, TimeUnit.SECONDS), () -> runs + " have run");
        assertEquals(THREADS * ROUNDS, runs.get());
    }

    @Test
    void theThreadThatWasBusyLastIsBusyNext() throws Exception {
        CyclicBarrier all = new CyclicBarrier(THREADS);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            results.add(pool.submit(() -> all.await()));
        }
        for (Future<Integer> result : results) {
            result.get();
        }
        threads.forEach(WorkQueueTest::awaitRest);
        Thread last = runAndRest();
        for (int i = 0; i < 50; i++) {
            assertSame(last, runAndRest());
        }
    }

    private Thread runAndRest() throws ExecutionException, InterruptedException {
        Thread thread = pool.submit(Thread::currentThread).get();
        awaitRest(thread);
        return thread;
    }

    private static void awaitRest(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aThreadThatWaitsInVainLeavesNothingBehind() throws Exception {
        assertNull(queue.poll(1, TimeUnit.MILLISECONDS));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> queue.poll(1, TimeUnit.MINUTES));
        assertFalse(Thread.interrupted());

        // A wake-up for a thread that is not there would be lost for the one that is.
        Runnable task = () -> {};
        queue.put(task);
        assertSame(task, queue.take());
        BlockingQueue<Runnable> drained = new LinkedBlockingQueue<>();
        queue.put(task);
        assertEquals(1, queue.drainTo(drained));
        assertTrue(queue.isEmpty());
    }

    @Test
    void idleThreadsEndWithThePool() throws Exception {
        pool.submit(() -> {}).get();
        pool.shutdown();

        assertTrue(pool.awaitTermination(30, TimeUnit.SECONDS));
    }
}
