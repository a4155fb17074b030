package io.socketio.jakarta.web.threads;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Timers on a scheduled executor, which only hands the tasks on. After undeploy, which ends both executors, it schedules nothing more.
 *
 * <p>Delays from 2 s to a day wait in a wheel, which the executor advances every 100 ms while there are any: these are the timers of connections, nearly
 * all of which are cancelled. They are at most 200 ms late. Others are timers of the executor, and exact.
 */
final class TimerScheduler implements Scheduler {

    private static final Logger LOG = Loggers.SERVER;
    private static final Cancellable NEVER = () -> {};

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration LEAST_OF_WHEEL = Duration.ofSeconds(2);
    private static final Duration MOST_OF_WHEEL = Duration.ofDays(1);

    private final ScheduledExecutorService timers;
    private final Executor own;
    private final long begin = System.nanoTime();
    private final TimerWheel wheel = new TimerWheel();
    /** Whether the executor advances the wheel. */
    private final AtomicBoolean ticking = new AtomicBoolean();

    /** @param own runs the tasks: a task that takes long delays no other timer */
    TimerScheduler(ScheduledExecutorService timers, Executor own) {
        this.timers = timers;
        this.own = own;
    }

    @Override
    public Cancellable schedule(Runnable task, Duration delay) {
        try {
            Cancellable timer = waitsInWheel(delay) ? onWheel(task, delay) : null;
            return timer == null ? onExecutor(task, delay) : timer;
        } catch (RejectedExecutionException e) {
            return NEVER;
        }
    }

    private static boolean waitsInWheel(Duration delay) {
        return delay.compareTo(LEAST_OF_WHEEL) >= 0 && delay.compareTo(MOST_OF_WHEEL) <= 0;
    }

    private Cancellable onExecutor(Runnable task, Duration delay) {
        ExecutorTimer timer = new ExecutorTimer(task);
        timer.future = timers.schedule(() -> handOver(timer), delay.toNanos(), TimeUnit.NANOSECONDS);
        return timer;
    }

    /** @return null if this thread has been stopped for so long that the timer is due */
    private @Nullable Cancellable onWheel(Runnable task, Duration delay) {
        // The next tick, because part of this one has passed.
        Cancellable timer = wheel.add(task, tick(delay.toNanos()) + 1);
        if (timer != null && !ticking.get()) {
            startTicking();
        }
        return timer;
    }

    private int tick(long delayNanos) {
        return (int) ((System.nanoTime() - begin + delayNanos) / TICK_NANOS);
    }

    private void startTicking() {
        if (ticking.compareAndSet(false, true)) {
            try {
                timers.schedule(this::advance, TICK_NANOS, TimeUnit.NANOSECONDS);
            } catch (Throwable t) {
                // The next timer tries again.
                ticking.set(false);
                throw t;
            }
        }
    }

    private void advance() {
        try {
            for (Runnable timer : wheel.advance(tick(0))) {
                handOver(timer);
            }
        } finally {
            ticking.set(false);
            // Whoever adds a timer sees that the wheel rests, or this sees the timer.
            if (!wheel.isEmpty()) {
                startTicking();
            }
        }
    }

    private void handOver(Runnable timer) {
        try {
            own.execute(() -> run(timer));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "a timer came after the end of its executor", e);
        } catch (Throwable t) {
            // The other timers are due, too.
            LOG.log(Level.ERROR, "a timer found no thread", LogText.escaped(t));
        }
    }

    private static void run(Runnable timer) {
        try {
            timer.run();
        } catch (Throwable t) {
            LOG.log(Level.ERROR, "a timer failed", LogText.escaped(t));
        }
    }

    /** Executors of containers keep cancelled timers until their time. */
    private static final class ExecutorTimer extends ReleasedTask implements Cancellable {

        private volatile @Nullable Future<?> future;

        ExecutorTimer(Runnable task) {
            super(task);
        }

        @Override
        public void cancel() {
            release();
            Future<?> present = future;
            if (present != null) {
                present.cancel(false);
            }
        }
    }
}
