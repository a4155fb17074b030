package io.socketio.jakarta.internal.core.socket;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the sockets that have joined and whose disconnect listeners have not all run. Thread-safe, lock-free. */
public final class LiveSockets {

    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Void> none = new CompletableFuture<>();
    private volatile boolean awaited;
    /** Hears when the first socket has joined and when the last has gone; may hear late, but always of the last change. */
    private volatile Runnable onAnyOrNone = () -> {};

    public void onAnyOrNone(Runnable listener) {
        onAnyOrNone = listener;
    }

    public boolean any() {
        return count.get() > 0;
    }

    public void onJoined() {
        if (count.incrementAndGet() == 1) {
            onAnyOrNone.run();
        }
    }

    public void onGone() {
        if (count.decrementAndGet() == 0) {
            onAnyOrNone.run();
            if (awaited) {
                none.complete(null);
            }
        }
    }

    /** Completes when there is none, now or later. To be called once no socket can join any more. */
    public CompletionStage<Void> whenNone() {
        awaited = true;
        if (count.get() == 0) {
            none.complete(null);
        }
        return none;
    }
}
