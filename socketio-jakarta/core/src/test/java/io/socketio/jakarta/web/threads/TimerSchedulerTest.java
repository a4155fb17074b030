package io.socketio.jakarta.web.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.port.Scheduler.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Short timers on the executor, long ones on the wheel. */
class TimerSchedulerTest {

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
    private final TimerScheduler scheduler = new TimerScheduler(timers, Runnable::run);

    @AfterEach
    void end() {
        timers.shutdownNow();
    }

    @Test
    void aTimerOfTheWheelIsNeverEarly() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        long begin = System.nanoTime();
        scheduler.schedule(ran::countDown, Duration.ofSeconds(2));
        assertTrue(ran.await(1, TimeUnit.MINUTES));
        assertTrue(System.nanoTime() - begin >= TimeUnit.SECONDS.toNanos(2));
    }

    @Test
    void aShortTimerDoesNotWaitForATick() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        AtomicBoolean longRan = new AtomicBoolean();
        scheduler.schedule(() -> longRan.set(true), Duration.ofSeconds(45));
        scheduler.schedule(ran::countDown, Duration.ofMillis(1));
        assertTrue(ran.await(1, TimeUnit.MINUTES));
        assertFalse(longRan.get());
    }

    /** A server without connections does not wake its processor. */
    @Test
    void anEmptyWheelRests() throws Exception {
        List<Cancellable> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(scheduler.schedule(() -> {}, Duration.ofSeconds(25)));
        }
        assertEquals(1, onTimer(() -> timers.getQueue().size()));
        all.forEach(Cancellable::cancel);
        awaitRest();
        // And begins again.
        CountDownLatch ran = new CountDownLatch(1);
        scheduler.schedule(ran::countDown, Duration.ofSeconds(2));
        assertTrue(ran.await(1, TimeUnit.MINUTES));
        awaitRest();
    }

    /** The tick under way is no longer in the queue, and the next one is only ordered behind it; on the same thread, so the queue is looked at there. */
    private <T> T onTimer(Callable<T> look) throws Exception {
        return timers.submit(look).get(1, TimeUnit.MINUTES);
    }

    private void awaitRest() throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        boolean rests = false;
        while (!rests && System.nanoTime() < end) {
            rests = onTimer(() -> timers.getQueue().isEmpty());
        }
        assertTrue(rests);
    }

    @Test
    void aTimerThatFailsDelaysNoOther() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        scheduler.schedule(
                () -> {
                    throw new IllegalStateException("broken");
                },
                Duration.ofSeconds(2));
        scheduler.schedule(ran::countDown, Duration.ofSeconds(2));
        assertTrue(ran.await(1, TimeUnit.MINUTES));
    }

    @Test
    void afterTheEndNothingIsScheduled() {
        timers.shutdownNow();
        scheduler.schedule(() -> {}, Duration.ofSeconds(25)).cancel();
        scheduler.schedule(() -> {}, Duration.ZERO).cancel();
        assertTrue(timers.getQueue().isEmpty());
    }
}
