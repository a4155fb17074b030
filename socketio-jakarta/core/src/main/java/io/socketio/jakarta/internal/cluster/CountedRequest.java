package io.socketio.jakarta.internal.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A request that every other server answers once. Completes when all have answered; on timeout it fails with what has come so far. A server is told by
 * its id, if its responses carry one: a second response of the same server counts for no other. Thread-safe.
 */
final class CountedRequest<T> {

    /**
     * The servers from which responses are expected.
     *
     * @param uids their ids; null if only their number is known
     */
    record Expected(@Nullable Set<String> uids, int count) {}

    private final int expected;
    private final CompletableFuture<List<T>> result = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    /** The servers whose response is missing; null if only their number is known. */
    private final @Nullable Set<String> missing;

    private final Set<String> answered = new HashSet<>();
    private final List<T> parts = new ArrayList<>();
    private int responses;

    CountedRequest(Expected expected) {
        this.expected = expected.count();
        this.missing = expected.uids() == null ? null : new HashSet<>(expected.uids());
    }

    CompletableFuture<List<T>> result() {
        return result;
    }

    /** Takes the response of one server. @param uid null if the transport does not tell who has sent it */
    void onResponse(@Nullable String uid, List<T> part) {
        List<T> all;
        lock.lock();
        try {
            if (result.isDone() || uid != null && !answered.add(uid)) {
                return;
            }
            if (missing != null && !missing.remove(uid)) {
                return;
            }
            responses++;
            parts.addAll(part);
            all = completeOrNull();
        } finally {
            lock.unlock();
        }
        if (all != null) {
            result.complete(all);
        }
    }

    /** A server has left the cluster: its response is not waited for. */
    void onGone(String uid) {
        List<T> all;
        lock.lock();
        try {
            all = missing != null && missing.remove(uid) ? completeOrNull() : null;
        } finally {
            lock.unlock();
        }
        if (all != null) {
            result.complete(all);
        }
    }

    private @Nullable List<T> completeOrNull() {
        return missing == null ? partsIf(responses >= expected) : partsIf(missing.isEmpty());
    }

    private @Nullable List<T> partsIf(boolean complete) {
        return complete ? List.copyOf(parts) : null;
    }

    /** Fails the request unless it has completed. @param toError from the text of the reference server and the responses so far */
    void onTimeout(BiFunction<String, List<T>, Throwable> toError) {
        String text;
        List<T> partial;
        lock.lock();
        try {
            text = missing == null
                    ? "timeout reached: only " + responses + " responses received out of " + expected
                    : "timeout reached: missing " + missing.size() + " responses";
            partial = List.copyOf(parts);
        } finally {
            lock.unlock();
        }
        result.completeExceptionally(toError.apply(text, partial));
    }
}
