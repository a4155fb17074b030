package io.socketio.jakarta.web.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockingSendsTest {

    private static final int TIMEOUT_S = 20;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch clientReads = new CountDownLatch(1);

    @AfterEach
    void end() {
        clientReads.countDown();
        executor.shutdownNow();
    }

    /** To a client that does not read. */
    private final class Stuck implements BlockingSends.Send {

        final CountDownLatch begun = new CountDownLatch(1);

        @Override
        public void sendBlocking() {
            begun.countDown();
            try {
                clientReads.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void sendAsync() {
            begun.countDown();
        }
    }

    /** To clients that read. */
    private static final class Quick implements BlockingSends.Send {

        final AtomicInteger blocking = new AtomicInteger();
        final AtomicInteger async = new AtomicInteger();
        final CountDownLatch all;

        Quick(int expected) {
            all = new CountDownLatch(expected);
        }

        @Override
        public void sendBlocking() {
            blocking.incrementAndGet();
            all.countDown();
        }

        @Override
        public void sendAsync() {
            async.incrementAndGet();
            all.countDown();
        }

        void awaitAll() throws InterruptedException {
            assertTrue(all.await(TIMEOUT_S, TimeUnit.SECONDS), () -> all.getCount() + " were not sent");
        }
    }

    @Test
    void sendThatWaitsDelaysNoOther() throws Exception {
        BlockingSends sends = new BlockingSends(executor, 4);
        Quick others = new Quick(200);
        for (int i = 0; i < 100; i++) {
            sends.submit(others);
        }
        Stuck stuck = new Stuck();
        sends.submit(stuck);
        for (int i = 0; i < 100; i++) {
            sends.submit(others);
        }
        others.awaitAll();
        assertTrue(stuck.begun.await(TIMEOUT_S, TimeUnit.SECONDS));
    }

    @Test
    void lastThreadNeverWaits() throws Exception {
        BlockingSends sends = new BlockingSends(executor, 3);
        for (int i = 0; i < 10; i++) {
            Stuck stuck = new Stuck();
            sends.submit(stuck);
            assertTrue(stuck.begun.await(TIMEOUT_S, TimeUnit.SECONDS));
        }
        Quick others = new Quick(50);
        for (int i = 0; i < 50; i++) {
            sends.submit(others);
        }
        others.awaitAll();
        assertEquals(50, others.async.get());
    }

    @Test
    void sendsWaitAgainWhenTheClientsRead() throws Exception {
        BlockingSends sends = new BlockingSends(executor, 2);
        Stuck stuck = new Stuck();
        sends.submit(stuck);
        assertTrue(stuck.begun.await(TIMEOUT_S, TimeUnit.SECONDS));
        Quick meanwhile = new Quick(1);
        sends.submit(meanwhile);
        meanwhile.awaitAll();
        assertEquals(1, meanwhile.async.get());
        clientReads.countDown();
        // Soon the thread that has waited takes its turn again.
        Quick later;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_S);
        do {
            later = new Quick(1);
            sends.submit(later);
            later.awaitAll();
        } while (later.blocking.get() == 0 && System.nanoTime() < end);
        assertEquals(1, later.blocking.get());
    }

    @Test
    void afterTheEndSendsAreAsynchronous() throws Exception {
        BlockingSends sends = new BlockingSends(executor, 4);
        sends.end();
        Quick late = new Quick(3);
        for (int i = 0; i < 3; i++) {
            sends.submit(late);
        }
        assertEquals(0, late.all.getCount());
        assertEquals(3, late.async.get());
    }

    @Test
    void everySendRunsOnce() throws Exception {
        for (int threads = 2; threads <= 4; threads++) {
            BlockingSends sends = new BlockingSends(executor, threads);
            Quick all = new Quick(4 * 20_000);
            for (int i = 0; i < 4; i++) {
                executor.execute(() -> {
                    for (int each = 0; each < 20_000; each++) {
                        sends.submit(all);
                    }
                });
            }
            all.awaitAll();
            assertEquals(4 * 20_000, all.blocking.get() + all.async.get());
        }
    }
}
