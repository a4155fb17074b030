package io.socketio.jakarta.internal.core.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.ManualScheduler;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.memory.MemoryBudget;
import io.socketio.jakarta.internal.engine.memory.MemoryLimits;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tasks that the thread which has read them runs itself. */
class ReaderTasksTest {

    private static final int PLENTY = 1_000_000;

    private final ManualExecutor executor = new ManualExecutor();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<Throwable> thrown = new ArrayList<>();
    private final MemoryAccount account = new MemoryAccount(
            new MemoryBudget(
                    new MemoryLimits(Long.MAX_VALUE, 1000, 10), scheduler, new RateLimitedLog(scheduler::nowNanos)),
            () -> {});
    private final SerialExecutor mailbox = new SerialExecutor(executor, Bursts.NONE, account, thrown::add);
    private final List<String> seen = new ArrayList<>();

    private MailboxTask quick(Runnable action) {
        return new Quick(action);
    }

    private MailboxTask quick(String name) {
        return quick(() -> seen.add(name));
    }

    private MailboxTask slow(String name) {
        return MailboxTask.of(() -> seen.add(name));
    }

    private static final class Quick extends MailboxTask {

        private final Runnable action;

        Quick(Runnable action) {
            this.action = action;
        }

        @Override
        protected boolean isNonBlocking() {
            return true;
        }

        @Override
        public void run() {
            action.run();
        }
    }

    @Test
    void nonBlockingTaskRunsAtOnceInAMailboxThatRests() {
        assertTrue(mailbox.offerFromReader(quick("a"), 10, 10));
        assertTrue(mailbox.offerFromReader(quick("b"), 10, 10));
        assertEquals(List.of("a", "b"), seen);
        assertEquals(0, executor.submissions());
        assertEquals(0, mailbox.length());
        assertEquals(0, account.weight());
    }

    @Test
    void blockingTaskRunsOnTheExecutor() {
        assertTrue(mailbox.offerFromReader(slow("a"), 10, 10));
        assertEquals(List.of(), seen);
        executor.runAll();
        assertEquals(List.of("a"), seen);
        assertEquals(0, account.weight());
    }

    @Test
    void nonBlockingTaskTakesItsTurnBehindTheTasksThatWait() {
        mailbox.offerFromReader(slow("a"), 10, 10);
        mailbox.offerFromReader(quick("b"), 10, 10);
        mailbox.offerFromReader(slow("c"), 10, 10);
        mailbox.offerFromReader(quick("d"), 10, 10);
        assertEquals(List.of(), seen);
        executor.runAll();
        mailbox.offerFromReader(quick("e"), 10, 10);
        assertEquals(List.of("a", "b", "c", "d", "e"), seen);
        assertEquals(1, executor.submissions());
    }

    @Test
    void tasksThatComeMeanwhileAreLeftToTheExecutor() {
        mailbox.offerFromReader(
                quick(() -> {
                    mailbox.post(slow("b"));
                    mailbox.post(quick("c"));
                    seen.add("a");
                }),
                10,
                10);
        assertEquals(List.of("a"), seen);
        assertEquals(1, executor.waiting());
        mailbox.offerFromReader(quick("d"), 10, 10);
        assertEquals(List.of("a"), seen);
        executor.runAll();
        assertEquals(List.of("a", "b", "c", "d"), seen);
    }

    @Test
    void boundsHoldForTasksOfTheReader() {
        mailbox.offerFromReader(slow("a"), 10, 2);
        assertTrue(mailbox.offerFromReader(quick("b"), 10, 2));
        assertFalse(mailbox.offerFromReader(quick("c"), 10, 2));
        executor.runAll();
        mailbox.offerFromReader(slow("d"), 600, 10);
        assertFalse(mailbox.offerFromReader(quick("e"), 600, 10));
        executor.runAll();
        assertEquals(0, account.weight());
        assertTrue(mailbox.offerFromReader(quick("f"), 600, 2));
        assertEquals(List.of("a", "b", "d", "f"), seen);
    }

    @Test
    void throwingTaskDoesNotStopTheMailbox() {
        mailbox.offerFromReader(
                quick(() -> {
                    throw new IllegalStateException("broken");
                }),
                10,
                10);
        mailbox.offerFromReader(quick("a"), 10, 10);
        assertEquals(List.of("a"), seen);
        assertEquals("broken", thrown.get(0).getMessage());
        assertEquals(0, account.weight());
    }

    @Test
    void taskThatCannotSayWhetherItBlocksRunsOnTheExecutor() {
        MailboxTask odd = new MailboxTask() {
            @Override
            protected boolean isNonBlocking() {
                throw new IllegalStateException("odd");
            }

            @Override
            public void run() {
                seen.add("a");
            }
        };
        assertThrows(IllegalStateException.class, () -> mailbox.offerFromReader(odd, 10, 10));
        executor.runAll();
        assertEquals(List.of("a"), seen);
    }

    @Test
    void watchSeesTheThreadOfTheReader() {
        List<RunningTask> running = new ArrayList<>();
        mailbox.offerFromReader(
                quick(() -> {
                    mailbox.look(2);
                    mailbox.look(2);
                    running.add(mailbox.look(2));
                }),
                10,
                10);
        assertEquals(Thread.currentThread(), running.get(0).thread());
        assertTrue(running.get(0).isOnReader());
    }

    /** One reader and others who post: each task runs once, never two at a time, and those of the reader in their order. */
    @Test
    void tasksRunOnceAndOneAtATime() throws Exception {
        long seed = System.nanoTime();
        System.out.println("ReaderTasksTest seed " + seed);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 300; round++) {
                stress(new Random(seed + round), threads);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void stress(Random random, ExecutorService threads) throws Exception {
        int count = 100;
        SerialExecutor busy = new SerialExecutor(threads, Bursts.NONE, account, thrown::add);
        ConcurrentLinkedQueue<Integer> order = new ConcurrentLinkedQueue<>();
        int[] running = new int[1];
        int[] posted = new int[1];
        CyclicBarrier start = new CyclicBarrier(2);
        Future<?> other = threads.submit(() -> {
            start.await();
            for (int i = 0; i < count; i++) {
                busy.post(MailboxTask.of(() -> posted[0]++));
            }
            return null;
        });
        start.await();
        for (int i = 0; i < count; i++) {
            int number = i;
            Runnable action = () -> {
                running[0]++;
                order.add(number);
                assertEquals(1, running[0]--);
            };
            MailboxTask task = random.nextBoolean() ? quick(action) : MailboxTask.of(action);
            assertTrue(busy.offerFromReader(task, 0, PLENTY));
        }
        other.get(20, TimeUnit.SECONDS);
        CountDownLatch last = new CountDownLatch(1);
        busy.post(MailboxTask.of(last::countDown));
        assertTrue(last.await(20, TimeUnit.SECONDS));
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            expected.add(i);
        }
        assertEquals(expected, List.copyOf(order));
        assertEquals(count, posted[0]);
        assertEquals(List.of(), thrown);
    }
}
