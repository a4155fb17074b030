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
import org.jspecify.annotations.Nullable;

/**
 * Timers on a scheduled executor, which only hands the tasks on. After undeploy, which ends both executors, it schedules nothing more.
 *
 * @param own runs the tasks: a task that takes long delays no other timer
 */
record TimerScheduler(ScheduledExecutorService timers, Executor own) implements Scheduler {

    private static final Logger LOG = Loggers.SERVER;
    private static final Cancellable NEVER = () -> {};

    @Override
    public Cancellable schedule(Runnable task, Duration delay) {
        try {
            Timer timer = new Timer(task, own);
            timer.future = timers.schedule(timer, delay.toNanos(), TimeUnit.NANOSECONDS);
            return timer;
        } catch (RejectedExecutionException e) {
            return NEVER;
        }
    }

    /** Lets go of its task when it is cancelled: executors of containers keep cancelled tasks until their time, and a task holds a connection. */
    private static final class Timer implements Runnable, Cancellable {

        private final Executor own;
        private volatile @Nullable Runnable task;
        private volatile @Nullable Future<?> future;

        Timer(Runnable task, Executor own) {
            this.task = task;
            this.own = own;
        }

        @Override
        public void run() {
            try {
                own.execute(this::runTask);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, "a timer came after the end of its executor", e);
            }
        }

        private void runTask() {
            Runnable present = task;
            if (present == null) {
                return;
            }
            task = null;
            try {
                present.run();
            } catch (Throwable t) {
                LOG.log(Level.ERROR, "a timer failed", LogText.escaped(t));
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
