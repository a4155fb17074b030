package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.core.ack.ExecutorFuture;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who waits until a connection has taken what is queued for it. Lock-free. */
final class DrainWaiters {

    private static final VarHandle WAITING;

    static {
        try {
            WAITING = MethodHandles.lookup().findVarHandle(DrainWaiters.class, "waiting", Queue.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Null until somebody waits. */
    private volatile @Nullable Queue<ExecutorFuture<@Nullable Void>> waiting;

    private volatile boolean ended;
    private final Supplier<? extends Exception> whenEnded;

    /** @param whenEnded makes what waiters are told when the connection ends */
    DrainWaiters(Supplier<? extends Exception> whenEnded) {
        this.whenEnded = whenEnded;
    }

    /** @param isDrained asked after the waiter is known, so that no drain is missed */
    CompletionStage<@Nullable Void> await(BooleanSupplier isDrained, Executor executor) {
        ExecutorFuture<@Nullable Void> future = new ExecutorFuture<>();
        waitingForChange().add(future);
        if (ended) {
            onEnd(executor);
        } else if (isDrained.getAsBoolean()) {
            onDrain(executor);
        }
        return future;
    }

    void onDrain(Executor executor) {
        for (ExecutorFuture<@Nullable Void> future = next(); future != null; future = next()) {
            future.complete(null, executor);
        }
    }

    void onEnd(Executor executor) {
        ended = true;
        for (ExecutorFuture<@Nullable Void> future = next(); future != null; future = next()) {
            future.completeExceptionally(whenEnded.get(), executor);
        }
    }

    private @Nullable ExecutorFuture<@Nullable Void> next() {
        Queue<ExecutorFuture<@Nullable Void>> present = waiting;
        return present == null ? null : present.poll();
    }

    @SuppressWarnings("unchecked")
    private Queue<ExecutorFuture<@Nullable Void>> waitingForChange() {
        Queue<ExecutorFuture<@Nullable Void>> present = waiting;
        if (present != null) {
            return present;
        }
        Queue<ExecutorFuture<@Nullable Void>> fresh = new ConcurrentLinkedQueue<>();
        Object other = WAITING.compareAndExchange(this, null, fresh);
        return other == null ? fresh : (Queue<ExecutorFuture<@Nullable Void>>) other;
    }
}
