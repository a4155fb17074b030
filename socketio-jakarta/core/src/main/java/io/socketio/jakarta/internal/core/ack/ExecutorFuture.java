package io.socketio.jakarta.internal.core.ack;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future that completes on an executor, so that dependent stages run there. Threads blocked in {@code get} or {@code join} are released
 * immediately, without the executor. Therefore handlers may wait for acknowledgements even if they occupy all threads of the executor.
 */
public final class ExecutorFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    /** Has no dependent stages: completing it runs no application code. */
    private final CompletableFuture<T> arrived = new CompletableFuture<>();

    public ExecutorFuture() {
        // For every kind of completion, including one by the application.
        whenComplete((value, thrown) -> {
            if (thrown == null) {
                arrived.complete(value);
            } else {
                arrived.completeExceptionally(thrown);
            }
        });
    }

    /**
     * Returns a future that completes with what becomes of a stage: at once if the stage has completed, else on the executor. A failure is not wrapped.
     *
     * @param conversion of the value; what it throws fails the future
     */
    public static <S extends @Nullable Object, T extends @Nullable Object> ExecutorFuture<T> of(
            CompletionStage<S> stage, Executor executor, Function<S, T> conversion) {
        ExecutorFuture<T> future = new ExecutorFuture<>();
        CompletableFuture<S> source = stage.toCompletableFuture();
        Executor completer = source.isDone() ? Runnable::run : executor;
        source.whenComplete((value, thrown) -> {
            if (thrown != null) {
                future.completeExceptionally(unwrapped(thrown), completer);
                return;
            }
            T converted;
            try {
                converted = conversion.apply(value);
            } catch (RuntimeException e) {
                future.completeExceptionally(e, completer);
                return;
            }
            future.complete(converted, completer);
        });
        return future;
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause : thrown;
    }

    public void complete(T value, Executor executor) {
        complete(value, executor, () -> {});
    }

    /** @param then runs on the executor, behind the dependent stages */
    public void complete(T value, Executor executor, Runnable then) {
        arrived.complete(value);
        executor.execute(() -> {
            try {
                complete(value);
            } finally {
                then.run();
            }
        });
    }

    public void completeExceptionally(Throwable thrown, Executor executor) {
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
