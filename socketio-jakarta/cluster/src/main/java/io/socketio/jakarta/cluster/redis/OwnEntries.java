package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one namespace of this server has added to a stream, until the reader comes to it: then its turn among the entries of all servers has come. While
 * nobody reads, the turn of an entry is when Redis has confirmed it. Entries with the same content stand for each other. Thread-safe.
 */
final class OwnEntries {

    private final BiConsumer<ClusterMessage, String> onTurn;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Map<String, Queue<Own>> byContent = new HashMap<>();
    private boolean isRead;
    /** The last entry whose turn came before the reader. */
    private StreamId ahead = StreamId.ZERO;

    /** One entry. */
    static final class Own {
        private final ClusterMessage message;
        private final String content;
        private final CompletableFuture<@Nullable String> turn = new CompletableFuture<>();
        /** Null until Redis has confirmed it. Guarded by the lock. */
        private @Nullable StreamId id;

        private Own(ClusterMessage message, String content) {
            this.message = message;
            this.content = content;
        }
    }

    /** An entry whose turn has come. */
    private record Due(Own own, StreamId id) {}

    /** @param onTurn is given each message when its turn has come, with its offset */
    OwnEntries(BiConsumer<ClusterMessage, String> onTurn) {
        this.onTurn = onTurn;
    }

    /** The entry is about to be added. @param content see {@link StreamFormat#content}. @return must be given to {@link #onAdded} */
    Own onAdding(ClusterMessage message, String content) {
        Own own = new Own(message, content);
        lock.lock();
        try {
            byContent.computeIfAbsent(content, unused -> new ArrayDeque<>(2)).add(own);
        } finally {
            lock.unlock();
        }
        return own;
    }

    /** @param added the result. @return completes with the offset when the turn of the entry has come; fails if it could not be added */
    CompletionStage<@Nullable String> onAdded(Own own, CompletionStage<StreamId> added) {
        added.whenComplete((id, failure) -> {
            if (failure != null) {
                onFailed(own, failure);
            } else {
                onConfirmed(own, id);
            }
        });
        return own.turn;
    }

    private void onFailed(Own own, Throwable failure) {
        lock.lock();
        try {
            remove(own);
        } finally {
            lock.unlock();
        }
        own.turn.completeExceptionally(failure);
    }

    private void onConfirmed(Own own, StreamId id) {
        lock.lock();
        try {
            if (isRead || own.turn.isDone()) {
                own.id = id;
                return;
            }
            remove(own);
            onAhead(id);
        } finally {
            lock.unlock();
        }
        toTurn(own, id);
    }

    private void toTurn(Own own, StreamId id) {
        String offset = id.toString();
        onTurn.accept(own.message, offset);
        own.turn.complete(offset);
    }

    private void remove(Own own) {
        Queue<Own> same = byContent.get(own.content);
        if (same != null) {
            same.remove(own);
            if (same.isEmpty()) {
                byContent.remove(own.content);
            }
        }
    }

    private void onAhead(StreamId id) {
        if (id.isAfter(ahead)) {
            ahead = id;
        }
    }

    /** The reader has come to an entry of this namespace of this server. */
    void onRead(String content, StreamId id) {
        Own own;
        lock.lock();
        try {
            Queue<Own> same = byContent.get(content);
            own = same == null ? null : same.peek();
            if (own == null || own.id != null && !own.id.equals(id)) {
                return;
            }
            remove(own);
        } finally {
            lock.unlock();
        }
        toTurn(own, id);
    }

    /** @param now whether the stream is read */
    void onReading(boolean now) {
        List<Due> due = new ArrayList<>();
        lock.lock();
        try {
            isRead = now;
            if (!now) {
                takeConfirmed(due);
            }
        } finally {
            lock.unlock();
        }
        due.sort((one, other) -> one.id().compareTo(other.id()));
        due.forEach(each -> toTurn(each.own(), each.id()));
    }

    private void takeConfirmed(List<Due> due) {
        Iterator<Queue<Own>> all = byContent.values().iterator();
        while (all.hasNext()) {
            Queue<Own> same = all.next();
            same.removeIf(own -> {
                StreamId id = own.id;
                if (id != null) {
                    due.add(new Due(own, id));
                    onAhead(id);
                }
                return id != null;
            });
            if (same.isEmpty()) {
                all.remove();
            }
        }
    }

    /** Returns the last entry whose turn came before the reader had come to it. */
    StreamId ahead() {
        lock.lock();
        try {
            return ahead;
        } finally {
            lock.unlock();
        }
    }
}
