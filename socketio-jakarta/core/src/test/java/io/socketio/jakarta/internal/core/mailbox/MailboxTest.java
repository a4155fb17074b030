package io.socketio.jakarta.internal.core.mailbox;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.core.CoreFixture;
import io.socketio.jakarta.internal.core.FakeClient;
import io.socketio.jakarta.internal.engine.ManualScheduler;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.memory.MemoryBudget;
import io.socketio.jakarta.internal.engine.memory.MemoryLimits;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private final ManualExecutor executor = new ManualExecutor();
    private final List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    private final ManualScheduler scheduler = new ManualScheduler();
    private final MemoryAccount account = account(10);
    private final SerialExecutor mailbox = new SerialExecutor(executor, Bursts.NONE, account, thrown::add);
    private final List<Integer> seen = new ArrayList<>();

    private MailboxTask task(int number) {
        return MailboxTask.of(() -> seen.add(number));
    }

    private void post(int number) {
        mailbox.post(task(number));
    }

    private MemoryAccount account(int connectionBytes) {
        MemoryLimits limits = new MemoryLimits(Long.MAX_VALUE, connectionBytes, 10);
        return new MemoryAccount(
                new MemoryBudget(limits, scheduler, new RateLimitedLog(scheduler::nowNanos)), () -> {});
    }

    @Test
    void runsTasksInOrderWithOneHandOver() {
        for (int i = 0; i < 10; i++) {
            post(i);
        }
        assertEquals(1, executor.submissions());
        executor.runAll();
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), seen);
    }

    @Test
    void taskPostedByATaskRunsInTheSameRun() {
        mailbox.post(MailboxTask.of(() -> {
            post(2);
            seen.add(1);
        }));
        executor.runAll();
        post(3);
        executor.runAll();
        assertEquals(List.of(1, 2, 3), seen);
        assertEquals(2, executor.submissions());
    }

    @Test
    void longRunGoesToTheBackOfTheExecutorsQueue() {
        for (int i = 0; i < 130; i++) {
            post(i);
        }
        executor.execute(() -> seen.add(-1));
        executor.runOne();
        assertEquals(64, seen.size());
        executor.runAll();
        assertEquals(-1, seen.get(64));
        assertEquals(131, seen.size());
        assertEquals(129, seen.get(130));
    }

    @Test
    void throwingTaskDoesNotStopTheMailbox() {
        mailbox.post(MailboxTask.of(() -> {
            throw new IllegalStateException("broken");
        }));
        post(1);
        executor.runAll();
        post(2);
        executor.runAll();
        assertEquals(List.of(1, 2), seen);
    }

    @Test
    void errorOfATaskIsToldAndDoesNotStopTheMailbox() {
        Error error = new StackOverflowError();
        mailbox.post(MailboxTask.of(() -> {
            throw error;
        }));
        post(1);
        executor.runAll();
        assertEquals(List.of(error), thrown);
        assertEquals(List.of(1), seen);
    }

    /** An executor without memory or stack may throw after it has taken the task, or before. */
    @Test
    void mailboxWhoseExecutorHasThrownRunsWithTheNextTaskAndOnlyOnce() {
        for (boolean taken : new boolean[] {false, true}) {
            seen.clear();
            List<Runnable> submitted = new ArrayList<>();
            AtomicBoolean fails = new AtomicBoolean(true);
            SerialExecutor failing = new SerialExecutor(
                    task -> {
                        if (!fails.get() || taken) {
                            submitted.add(task);
                        }
                        if (fails.getAndSet(false)) {
                            throw new StackOverflowError();
                        }
                    },
                    Bursts.NONE,
                    account,
                    thrown::add);
            assertThrows(StackOverflowError.class, () -> failing.post(task(1)));
            failing.post(task(2));
            failing.post(task(3));
            List.copyOf(submitted).forEach(Runnable::run);
            assertEquals(List.of(1, 2, 3), seen);
            failing.post(task(4));
            submitted.get(submitted.size() - 1).run();
            assertEquals(List.of(1, 2, 3, 4), seen);
        }
    }

    @Test
    void shareOfAConnectionIsNotUsedUpByAnExecutorThatThrows() {
        AtomicBoolean fails = new AtomicBoolean(true);
        ConnectionShare share = new ConnectionShare(
                task -> {
                    if (fails.get()) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    executor.execute(task);
                },
                1);
        for (int i = 0; i < 3; i++) {
            assertThrows(OutOfMemoryError.class, () -> share.execute(() -> {}));
        }
        fails.set(false);
        share.execute(() -> seen.add(1));
        share.execute(() -> seen.add(2));
        executor.runAll();
        assertEquals(List.of(1, 2), seen);
    }

    /** {@code OutOfMemoryError: unable to create native thread}, thrown by the pool to whoever posts. */
    @Test
    void taskForWhichThereIsNoThreadIsTriedAgain() {
        AtomicBoolean fails = new AtomicBoolean(true);
        RetryingExecutor retrying = new RetryingExecutor(
                task -> {
                    if (fails.getAndSet(false)) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    task.run();
                },
                scheduler,
                new RateLimitedLog(System::nanoTime));
        retrying.execute(() -> seen.add(1));
        assertEquals(List.of(), seen);
        scheduler.advanceMillis(100);
        assertEquals(List.of(1), seen);
    }

    @Test
    void limitsCountWhatWaitsAndAreFreedWhenItHasRun() {
        assertTrue(mailbox.offer(task(1), 6, 2));
        assertFalse(mailbox.offer(task(2), 5, 2));
        assertTrue(mailbox.offer(task(3), 4, 2));
        assertFalse(mailbox.offer(task(4), 0, 2));
        assertEquals(2, mailbox.length());
        executor.runAll();
        assertEquals(0, mailbox.length());
        assertTrue(mailbox.offer(task(5), 1_000, 2));
        executor.runAll();
        assertEquals(List.of(1, 3, 5), seen);
    }

    @Test
    void countedTasksThatWaitAreDroppedAndNoOthers() {
        List<Integer> dropped = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int number = i;
            assertTrue(mailbox.offer(
                    new MailboxTask() {
                        @Override
                        public void run() {
                            seen.add(number);
                            if (number == 1) {
                                mailbox.dropCounted();
                                assertEquals(1, mailbox.length());
                            }
                        }

                        @Override
                        protected void onDropped() {
                            dropped.add(number);
                        }
                    },
                    3,
                    10));
        }
        post(4);
        executor.runAll();
        assertEquals(List.of(1, 4), seen);
        assertEquals(List.of(2, 3), dropped);
        assertEquals(0, mailbox.length());
        assertEquals(0, account.incomingBytes());
    }

    @Test
    void countedTasksThatComeAfterTheDropAreDropped() {
        post(1);
        mailbox.dropCounted();
        assertTrue(mailbox.offer(task(2), 7, 10));
        assertTrue(mailbox.offerFromReader(task(3), 7, 10));
        post(4);
        assertEquals(0, mailbox.length());
        assertEquals(0, account.incomingBytes());
        executor.runAll();
        assertEquals(List.of(1, 4), seen);
        assertEquals(0, mailbox.length());
    }

    @Test
    void nothingIsWeighedAfterADropThatMeetsTheReaderAndTheRun() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 2_000; round++) {
                MemoryAccount weighed = account(1_000);
                SerialExecutor busy = new SerialExecutor(threads, Bursts.NONE, weighed, thrown::add);
                CyclicBarrier start = new CyclicBarrier(2);
                CountDownLatch end = new CountDownLatch(1);
                Future<?> reader = threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 20; i++) {
                        // Whichever of them has begun before the drop blocks the run.
                        busy.offer(MailboxTask.of(() -> assertDoesNotThrow(() -> end.await())), 1, 100);
                    }
                    return null;
                });
                start.await();
                busy.dropCounted();
                reader.get(10, TimeUnit.SECONDS);
                // The run may still be dropping what it had taken.
                long began = System.nanoTime();
                while (weighed.incomingBytes() > 1 && System.nanoTime() - began < 10_000_000_000L) {
                    Thread.onSpinWait();
                }
                long left = weighed.incomingBytes();
                end.countDown();
                assertTrue(left <= 1, "round " + round + ": " + left);
            }
        } finally {
            threads.shutdown();
            assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        }
        assertEquals(List.of(), thrown);
    }

    @Test
    void pausedTaskIsWeighedUntilItsContinuationHasRun() {
        SuspensionPoint pause = new SuspensionPoint(mailbox);
        assertTrue(mailbox.offer(MailboxTask.of(() -> mailbox.pauseAt(pause)), 7, 10));
        executor.runAll();
        assertEquals(7, account.incomingBytes());
        pause.resume(task(1));
        executor.runAll();
        assertEquals(0, account.incomingBytes());
        assertEquals(0, mailbox.length());
    }

    @Test
    void pausedMailboxGoesOnWithTheContinuationFirst() {
        SuspensionPoint pause = new SuspensionPoint(mailbox);
        mailbox.post(MailboxTask.of(() -> mailbox.pauseAt(pause)));
        post(2);
        executor.runAll();
        post(3);
        executor.runAll();
        assertTrue(seen.isEmpty());
        pause.resume(task(1));
        pause.resume(task(-1));
        executor.runAll();
        assertEquals(List.of(1, 2, 3), seen);
    }

    @Test
    void wordThatComesBeforeTheMailboxArrivesIsNotLost() {
        SuspensionPoint pause = new SuspensionPoint(mailbox);
        mailbox.post(MailboxTask.of(() -> {
            mailbox.pauseAt(pause);
            pause.resume(task(1));
        }));
        post(2);
        executor.runAll();
        assertEquals(List.of(1, 2), seen);
    }

    @Test
    void rejectedWorkIsTriedAgainUntilTheServerIsClosed() {
        CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), executor);
        AtomicReference<Object> argument = new AtomicReference<>();
        fixture.server.onConnection(socket -> socket.on("a", event -> argument.set(event.arg(0))));
        FakeClient client = fixture.client();
        client.sends("40");
        executor.runAll();
        executor.rejecting(true);
        client.sends("42[\"a\",\"x\"]");
        fixture.scheduler.advanceMillis(200);
        assertNull(argument.get());
        executor.rejecting(false);
        fixture.scheduler.advanceMillis(200);
        executor.runAll();
        assertEquals("x", argument.get());
        fixture.server.close();
        executor.rejecting(true);
        fixture.context.executor().execute(() -> argument.set("late"));
        fixture.scheduler.advanceMillis(60_000);
        assertEquals("x", argument.get());
    }

    /** Several threads post, pause and resume at random: each task runs once, one at a time, in the order of its thread. */
    @Test
    void stress() throws Exception {
        long seed = System.nanoTime();
        int threads = 4;
        int perThread = 20_000;
        ExecutorService pool = Executors.newFixedThreadPool(3);
        ExecutorService posters = Executors.newFixedThreadPool(threads);
        SerialExecutor shared = new SerialExecutor(pool, Bursts.NONE, account(Integer.MAX_VALUE), thrown::add);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        int[] next = new int[threads];
        CountDownLatch done = new CountDownLatch(threads * perThread);
        CyclicBarrier start = new CyclicBarrier(threads);
        for (int t = 0; t < threads; t++) {
            int thread = t;
            Random random = new Random(seed + t);
            posters.execute(() -> {
                try {
                    start.await();
                } catch (Exception e) {
                    failures.incrementAndGet();
                }
                for (int i = 0; i < perThread; i++) {
                    int number = i;
                    boolean pausing = random.nextInt(50) == 0;
                    MailboxTask task = MailboxTask.of(() -> {
                        if (inside.incrementAndGet() != 1 || next[thread]++ != number) {
                            failures.incrementAndGet();
                        }
                        if (pausing) {
                            SuspensionPoint pause = new SuspensionPoint(shared);
                            shared.pauseAt(pause);
                            pool.execute(() -> pause.resume(MailboxTask.of(done::countDown)));
                            inside.decrementAndGet();
                        } else {
                            inside.decrementAndGet();
                            done.countDown();
                        }
                    });
                    // One at a time may offer, the others post.
                    if (thread > 0) {
                        shared.post(task);
                    } else if (!shared.offer(task, 1, 1 << 20)) {
                        failures.incrementAndGet();
                    }
                }
            });
        }
        boolean ended = done.await(60, TimeUnit.SECONDS);
        pool.shutdown();
        posters.shutdown();
        assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));
        assertTrue(ended, "seed " + seed);
        assertEquals(0, failures.get(), "seed " + seed);
        assertEquals(0, shared.length(), "seed " + seed);
    }
}
