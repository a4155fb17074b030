package io.socketio.jakarta.internal.core.ack;

import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Collects the acknowledgements of one broadcast from all nodes. Completes when every node has reported its number of clients and that many
 * acknowledgements have arrived; fails on timeout, with the acknowledgements received so far. A client that disconnects without acknowledging counts
 * as one that does not respond.
 */
public final class BroadcastAcks {

    private final Executor executor;
    private final ExecutorFuture<List<Arguments>> future = new ExecutorFuture<>();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final List<Arguments> responses = new ArrayList<>();
    private int servers = Integer.MAX_VALUE;
    private int serversCounted;
    private int clients;
    private boolean done;
    private Scheduler.@Nullable Cancellable timer;

    public BroadcastAcks(Executor executor) {
        this.executor = executor;
    }

    public void expect(CompletionStage<Integer> serverCount) {
        serverCount.thenAccept(count -> {
            lock.lock();
            try {
                servers = count;
            } finally {
                lock.unlock();
            }
            completeIfDone();
        });
    }

    public void onClientCount(int count) {
        lock.lock();
        try {
            serversCounted++;
            clients += count;
        } finally {
            lock.unlock();
        }
        completeIfDone();
    }

    public void onResponse(Arguments response) {
        lock.lock();
        try {
            if (done) {
                return;
            }
            responses.add(response);
        } finally {
            lock.unlock();
        }
        completeIfDone();
    }

    public CompletionStage<List<Arguments>> start(Scheduler scheduler, Duration timeout) {
        lock.lock();
        try {
            if (done) {
                return future;
            }
        } finally {
            lock.unlock();
        }
        Scheduler.Cancellable started = scheduler.schedule(this::onTimeout, timeout);
        boolean late;
        lock.lock();
        try {
            timer = started;
            late = done;
        } finally {
            lock.unlock();
        }
        if (late) {
            started.cancel();
        }
        return future;
    }

    private void completeIfDone() {
        List<Arguments> all;
        Scheduler.Cancellable running;
        lock.lock();
        try {
            if (done || serversCounted < servers || responses.size() < clients) {
                return;
            }
            done = true;
            all = List.copyOf(responses);
            running = timer;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.cancel();
        }
        if (all.isEmpty()) {
            future.complete(all);
        } else {
            future.complete(all, executor);
        }
    }

    private void onTimeout() {
        AckTimeoutException error;
        lock.lock();
        try {
            if (done) {
                return;
            }
            done = true;
            error = new AckTimeoutException(responses);
        } finally {
            lock.unlock();
        }
        future.completeExceptionally(error, executor);
    }
}
