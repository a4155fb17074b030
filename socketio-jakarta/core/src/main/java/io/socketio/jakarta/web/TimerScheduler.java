package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Timers on a scheduled executor. After undeploy, which ends that executor, it schedules nothing more. */
record TimerScheduler(ScheduledExecutorService executor) implements Scheduler {

    private static final Cancellable NEVER = () -> {};

    @Override
    public Cancellable schedule(Runnable task, Duration delay) {
        try {
            Timer timer = new Timer(task);
            timer.future = executor.schedule(timer, delay.toNanos(), TimeUnit.NANOSECONDS);
            return timer;
        } catch (RejectedExecutionException e) {
            return NEVER;
        }
    }

    /** Lets go of its task when it is cancelled: executors of containers keep cancelled tasks until their time, and a task holds a connection. */
    private static final class Timer implements Runnable, Cancellable {

        private volatile @Nullable Runnable task;
        private volatile @Nullable Future<?> future;

        Timer(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            Runnable present = task;
            if (present != null) {
                task = null;
                present.run();
            }
        }

        @Override
        public void cancel() {
            task = null;
            Future<?> present = future;
            if (present != null) {
                present.cancel(false);
            }
        }
    }
}
