package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.engine.Scheduler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Timers on a scheduled executor. Once that has ended, at undeploy, nothing is scheduled any more. */
record TimerScheduler(ScheduledExecutorService executor) implements Scheduler {

    private static final Cancellable NEVER = () -> {};

    @Override
    public Cancellable schedule(Runnable task, Duration delay) {
        try {
            Future<?> future = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return NEVER;
        }
    }
}
