package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.internal.core.mailbox.RetryingExecutor;
import io.socketio.jakarta.internal.core.mailbox.ServerExecutors;
import io.socketio.jakarta.internal.core.monitor.ServerMonitor;
import io.socketio.jakarta.internal.engine.SessionIds;
import io.socketio.jakarta.internal.engine.memory.MemoryBudget;
import io.socketio.jakarta.internal.engine.memory.MemoryLimits;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.options.SocketIoOptions;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * What everything in one server shares, whether or not it has Socket.IO above Engine.IO. Thread-safe.
 *
 * @param executor runs user code
 * @param executors the threads of the server; user code runs on {@code executor} instead, which retries what they reject
 * @param scheduler runs timers; no user code
 * @param nanoTime the clock that the scheduler keeps
 * @param memory what may wait in the whole server, and what does
 */
public record EngineContext(
        SocketIoOptions options,
        ServerMonitor monitor,
        ServerExecutors executors,
        RetryingExecutor executor,
        Scheduler scheduler,
        LongSupplier nanoTime,
        RateLimitedLog operatorLog,
        MemoryBudget memory,
        SessionIds ids) {

    public static EngineContext of(
            SocketIoOptions options,
            ServerMonitor monitor,
            ServerExecutors executors,
            Scheduler scheduler,
            LongSupplier nanoTime) {
        RateLimitedLog operatorLog = new RateLimitedLog(nanoTime, options.name());
        return new EngineContext(
                options,
                monitor,
                executors,
                new RetryingExecutor(executors.handlers(), scheduler, operatorLog),
                scheduler,
                nanoTime,
                operatorLog,
                new MemoryBudget(
                        new MemoryLimits(
                                options.memoryBudgetBytes(), options.maxPendingBytes(), options.maxConnectBytes()),
                        scheduler,
                        operatorLog),
                new SessionIds(new SecureRandom()));
    }
}
