package io.socketio.jakarta.web;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is created lazily, once, by the first caller on its own thread, without holding a lock. Other callers that need the value wait for
 * that thread. After a failed creation, the next caller tries again. Thread-safe.
 */
final class Lazy<T> {

    private final Supplier<T> maker;
    /** Marks the end: no value is created any more. */
    private final CompletableFuture<T> ended = new CompletableFuture<>();
    /** Null until the first call of {@link #get}. */
    private final AtomicReference<@Nullable CompletableFuture<T>> made = new AtomicReference<>();

    Lazy(Supplier<T> maker) {
        this.maker = maker;
        ended.cancel(false);
    }

    /**
     * Returns the value; creates it if necessary, or waits until another thread has created it.
     *
     * @throws IllegalStateException after {@link #end}, or if the creation on another thread failed
     */
    T get() {
        CompletableFuture<T> present = made.get();
        if (present == null) {
            CompletableFuture<T> fresh = new CompletableFuture<>();
            present = made.compareAndExchange(null, fresh);
            if (present == null) {
                return make(fresh);
            }
        }
        try {
            return present.join();
        } catch (CancellationException e) {
            throw new IllegalStateException("the web application has been stopped", e);
        } catch (CompletionException e) {
            throw new IllegalStateException("another thread could not make it", e.getCause());
        }
    }

    private T make(CompletableFuture<T> fresh) {
        try {
            T thing = maker.get();
            fresh.complete(thing);
            return thing;
        } catch (Throwable t) {
            made.compareAndSet(fresh, null);
            fresh.completeExceptionally(t);
            throw t;
        }
    }

    /** Returns the value; null before it is created and after the end. Never waits. */
    @Nullable
    T present() {
        CompletableFuture<T> present = made.get();
        return present == null || present.isCompletedExceptionally() ? null : present.getNow(null);
    }

    /**
     * Prevents any further creation. Waits for a creation in progress.
     *
     * @return the value that exists or was being created; null if there is none, or if this method has been called before
     */
    @Nullable
    T end() {
        CompletableFuture<T> last = made.getAndSet(ended);
        try {
            return last == null ? null : last.join();
        } catch (CancellationException | CompletionException e) {
            return null;
        }
    }
}
