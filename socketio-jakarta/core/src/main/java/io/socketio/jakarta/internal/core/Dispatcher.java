package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.internal.engine.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The executor for user code, without rejections: what a full executor rejects is tried again later, and meanwhile the bounds of the mailboxes and of
 * the outbound queues hold. Once the server has been closed, rejected work is dropped: then the executor is gone for good.
 */
final class Dispatcher implements Executor {

    private static final Duration RETRY_DELAY = Duration.ofMillis(50);

    private final Executor executor;
    private final Scheduler scheduler;
    private final Warnings warnings;
    private volatile boolean closed;

    Dispatcher(Executor executor, Scheduler scheduler, Warnings warnings) {
        this.executor = executor;
        this.scheduler = scheduler;
        this.warnings = warnings;
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            if (!closed) {
                warnings.executorRejects(e);
                scheduler.schedule(() -> execute(task), RETRY_DELAY);
            }
        }
    }

    void close() {
        closed = true;
    }
}
