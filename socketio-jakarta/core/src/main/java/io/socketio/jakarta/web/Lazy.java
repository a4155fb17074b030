package io.socketio.jakarta.web;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made when it is first asked for, once. Who asks first makes it on the own thread, holding no lock; others that need it wait for
 * that thread. What could not be made is tried again by the next. Thread-safe.
 */
final class Lazy<T> {

    private final Supplier<T> maker;
    /** Marks the end: nothing is made any more. */
    private final CompletableFuture<T> ended = new CompletableFuture<>();
    /** Null until somebody asks. */
    private final AtomicReference<@Nullable CompletableFuture<T>> made = new AtomicReference<>();

    Lazy(Supplier<T> maker) {
        this.maker = maker;
        ended.cancel(false);
    }

    /** @throws IllegalStateException after {@link #end} */
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

    /** What has been made; null before that and after the end. Never waits. */
    @Nullable
    T present() {
        CompletableFuture<T> present = made.get();
        return present == null || present.isCompletedExceptionally() ? null : present.getNow(null);
    }

    /** From now on nothing is made. @return what has been made, or is just being made; null if nothing, or if this has been called before */
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
