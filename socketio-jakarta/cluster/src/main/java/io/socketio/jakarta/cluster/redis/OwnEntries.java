package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterMessage;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one namespace of this server has added to a stream, until the reader comes to it: then its turn among the entries of all servers has come. The
 * reader finds an entry by its id or, if Redis has not confirmed it yet, by its content; entries with the same content stand for each other. What the
 * reader has not come to is limited in bytes: beyond that, the oldest have no turn. Thread-safe.
 */
final class OwnEntries {

    private final BiConsumer<ClusterMessage, String> onTurn;
    private final long maxUnreadBytes;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    /** Those that are not confirmed, in the order in which they were added. */
    private final Map<String, Queue<Own>> byContent = new HashMap<>();
    /** Those that are confirmed. */
    private final TreeMap<StreamId, Own> byId = new TreeMap<>();
    /** Of those that are confirmed. */
    private long unreadBytes;
    /** The last entry that will have no turn, because too many were not read. */
    private StreamId dropped = StreamId.ZERO;

    /** One entry. */
    static final class Own {
        private final ClusterMessage message;
        private final String content;
        /** Guarded by the lock. */
        private boolean isRead;

        private Own(ClusterMessage message, String content) {
            this.message = message;
            this.content = content;
        }
    }

    /**
     * @param onTurn is given each message when its turn has come, with its offset
     * @param maxUnreadBytes of the content of entries that the reader has not come to
     */
    OwnEntries(BiConsumer<ClusterMessage, String> onTurn, long maxUnreadBytes) {
        this.onTurn = onTurn;
        this.maxUnreadBytes = maxUnreadBytes;
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

    /** @param added the result. @return completes with the offset when Redis has confirmed the entry; fails as the result does */
    CompletionStage<@Nullable String> onAdded(Own own, CompletionStage<StreamId> added) {
        return added.whenComplete((id, failure) -> onResult(own, id)).thenApply(StreamId::toString);
    }

    /** @param id null if the entry could not be added */
    private void onResult(Own own, @Nullable StreamId id) {
        lock.lock();
        try {
            removeUnconfirmed(own);
            if (id != null) {
                if (!own.isRead) {
                    byId.put(id, own);
                    unreadBytes += own.content.length();
                    removeOldest();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void removeUnconfirmed(Own own) {
        Queue<Own> same = byContent.get(own.content);
        if (same != null) {
            same.remove(own);
            if (same.isEmpty()) {
                byContent.remove(own.content);
            }
        }
    }

    private void removeOldest() {
        while (unreadBytes > maxUnreadBytes && byId.size() > 1) {
            Map.Entry<StreamId, Own> oldest = byId.pollFirstEntry();
            unreadBytes -= oldest.getValue().content.length();
            dropped = oldest.getKey();
        }
    }

    /** The reader has come to an entry of this namespace of this server. */
    void onRead(String content, StreamId id) {
        Own own;
        lock.lock();
        try {
            own = takeConfirmed(id);
            if (own == null && id.isAfter(dropped)) {
                own = takeUnconfirmed(content);
            }
        } finally {
            lock.unlock();
        }
        if (own != null) {
            onTurn.accept(own.message, id.toString());
        }
    }

    private @Nullable Own takeUnconfirmed(String content) {
        Queue<Own> same = byContent.get(content);
        Own own = same == null ? null : same.peek();
        if (own != null) {
            own.isRead = true;
            removeUnconfirmed(own);
        }
        return own;
    }

    /** Also removes those in front of it: they are not in the stream any more. */
    private @Nullable Own takeConfirmed(StreamId id) {
        Map.Entry<StreamId, Own> first = byId.firstEntry();
        while (first != null && !first.getKey().isAfter(id)) {
            byId.pollFirstEntry();
            unreadBytes -= first.getValue().content.length();
            if (first.getKey().equals(id)) {
                return first.getValue();
            }
            first = byId.firstEntry();
        }
        return null;
    }
}
