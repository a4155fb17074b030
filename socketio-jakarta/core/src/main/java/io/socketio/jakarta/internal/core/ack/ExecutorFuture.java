package io.socketio.jakarta.internal.core.ack;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Completes on an executor, so that what depends on it runs there; but whoever blocks in {@code get} or {@code join} is woken at once. So handlers may
 * wait for acknowledgements even if they occupy all threads of the executor.
 */
public final class ExecutorFuture<T> extends CompletableFuture<T> {

    /** Nothing depends on it: to complete it runs no code of the application. */
    private final CompletableFuture<T> arrived = new CompletableFuture<>();

    public ExecutorFuture() {
        // However it ends, also by its user's hand.
        whenComplete((value, thrown) -> {
            if (thrown == null) {
                arrived.complete(value);
            } else {
                arrived.completeExceptionally(thrown);
            }
        });
    }

    void complete(T value, Executor executor) {
        arrived.complete(value);
        executor.execute(() -> complete(value));
    }

    void completeExceptionally(Throwable thrown, Executor executor) {
        arrived.completeExceptionally(thrown);
        executor.execute(() -> completeExceptionally(thrown));
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        return arrived.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return arrived.get(timeout, unit);
    }

    @Override
    public T join() {
        return arrived.join();
    }
}
