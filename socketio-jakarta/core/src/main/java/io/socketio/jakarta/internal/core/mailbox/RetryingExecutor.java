package io.socketio.jakarta.internal.core.mailbox;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The executor for user code, without rejections: a task that a full executor rejects, or has no thread for, is retried later. Meanwhile the limits of the mailboxes and of
 * the outbound queues apply. Once the server has been closed, rejected tasks are dropped, because the executor is shut down for good.
 */
public final class RetryingExecutor implements Executor {

    private static final Duration RETRY_DELAY = Duration.ofMillis(50);

    private final Executor executor;
    private final Scheduler scheduler;
    private final RateLimitedLog operatorLog;
    private volatile boolean closed;

    public RetryingExecutor(Executor executor, Scheduler scheduler, RateLimitedLog operatorLog) {
        this.executor = executor;
        this.scheduler = scheduler;
        this.operatorLog = operatorLog;
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // An OutOfMemoryError also says that the system makes no more threads.
            if (!closed) {
                operatorLog.executorRejects(e);
                scheduler.schedule(() -> execute(task), RETRY_DELAY);
            }
        }
    }

    public void close() {
        closed = true;
    }
}
