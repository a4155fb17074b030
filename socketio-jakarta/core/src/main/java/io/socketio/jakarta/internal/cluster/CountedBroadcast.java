package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.Arguments;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A broadcast whose clients on other servers acknowledge. It passes on what comes, and ends when every server has told its number of clients and that many
 * have acknowledged, or by its timeout, so that it is not kept for longer than somebody waits. Thread-safe.
 */
final class CountedBroadcast {

    private final IntConsumer clientCount;
    private final Consumer<Arguments> onResponse;
    private final Runnable onEnd;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Set<String> counted = new HashSet<>();
    private int servers = Integer.MAX_VALUE;
    private int serversCounted;
    private int clients;
    private int responses;
    private boolean ended;
    private Runnable timer = () -> {};

    /** @param onEnd called once */
    CountedBroadcast(IntConsumer clientCount, Consumer<Arguments> onResponse, Runnable onEnd) {
        this.clientCount = clientCount;
        this.onResponse = onResponse;
        this.onEnd = onEnd;
    }

    /** @param cancel stops the timer */
    void timer(Runnable cancel) {
        boolean late;
        lock.lock();
        try {
            timer = cancel;
            late = ended;
        } finally {
            lock.unlock();
        }
        if (late) {
            cancel.run();
        }
    }

    void expect(int otherServers) {
        lock.lock();
        try {
            servers = otherServers;
        } finally {
            lock.unlock();
        }
        endIfDone();
    }

    /** @param uid null if the transport does not tell who has sent it */
    void onClientCount(@Nullable String uid, int count) {
        lock.lock();
        try {
            if (uid != null && !counted.add(uid)) {
                return;
            }
            serversCounted++;
            clients += count;
        } finally {
            lock.unlock();
        }
        clientCount.accept(count);
        endIfDone();
    }

    void onResponse(Arguments response) {
        lock.lock();
        try {
            responses++;
        } finally {
            lock.unlock();
        }
        onResponse.accept(response);
        endIfDone();
    }

    private void endIfDone() {
        boolean done;
        lock.lock();
        try {
            done = serversCounted >= servers && responses >= clients;
        } finally {
            lock.unlock();
        }
        if (done) {
            end();
        }
    }

    /** Idempotent. */
    void end() {
        Runnable cancel;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
            cancel = timer;
        } finally {
            lock.unlock();
        }
        cancel.run();
        onEnd.run();
    }
}
