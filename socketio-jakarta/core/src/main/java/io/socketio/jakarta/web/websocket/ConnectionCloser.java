package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the WebSocket connections of a deployment. No thread waits for a client: whoever does not take what is being sent, or does not answer the close
 * frame, loses its TCP connection when a timer has run. The sum of both timeouts is the longest time that a connection lives after its close. Thread-safe.
 */
public final class ConnectionCloser {

    /** A connection that is being closed. */
    interface Closing {

        /** Returns whether the TCP connection is known to be gone. */
        boolean isGone();

        /** Ends the TCP connection without a close frame, if it is still there. Idempotent. */
        void abort();
    }

    /** How long a send in flight may delay the close frame. */
    static final Duration SEND_TIMEOUT = Duration.ofSeconds(1);

    /** How long a client may take to answer the close frame. */
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);

    private static final long END_TIMEOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOOK_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Executor executor;
    private final Scheduler scheduler;
    private final Set<Closing> closing = ConcurrentHashMap.newKeySet();

    /**
     * @param executor runs what blocks for a while on some containers
     * @param scheduler runs the timeouts
     */
    public ConnectionCloser(Executor executor, Scheduler scheduler) {
        this.executor = executor;
        this.scheduler = scheduler;
    }

    void add(Closing connection) {
        closing.add(connection);
    }

    void remove(Closing connection) {
        closing.remove(connection);
    }

    /** Runs the task on a thread that may be blocked; on this one if the deployment has ended. */
    void run(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // No executor any more, or no thread.
            task.run();
        }
    }

    Scheduler.Cancellable schedule(Runnable task, Duration delay) {
        return scheduler.schedule(task, delay);
    }

    /**
     * Ends the connections that are being closed, before the threads of the deployment end: waits for the clients to answer, for at most half a second, and
     * aborts the others. No connection stays that would hold the application in memory.
     */
    public void end() {
        long start = System.nanoTime();
        while (!areGone() && System.nanoTime() - start < END_TIMEOUT_NANOS) {
            LockSupport.parkNanos(this, LOOK_INTERVAL_NANOS);
        }
        closing.forEach(Closing::abort);
    }

    private boolean areGone() {
        for (Closing each : closing) {
            if (!each.isGone()) {
                return false;
            }
        }
        return true;
    }
}
