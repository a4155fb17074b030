package io.socketio.jakarta.internal.core.recovery;

import io.socketio.jakarta.internal.adapter.LocalSocket;
import io.socketio.jakarta.internal.adapter.RecoverableSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is kept of one namespace: events and sessions, the oldest first. Thread-safe. Sessions are told of their end without the lock. */
final class KeptContent {

    /**
     * A session that a client has come back to.
     *
     * @param received the last event that the client has received
     */
    record Found(KeptSession kept, KeptEvent received) {

        RecoverableSession session() {
            return kept.session();
        }
    }

    /** Dropped in one step, so that others can use the lock in between. */
    private static final int DROPPED_AT_ONCE = 64;

    private final RecoveryMemory memory;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final KeptEvents events = new KeptEvents();
    private final Map<String, KeptSession> sessions = new LinkedHashMap<>();
    /** The position at which each socket's session began, by socket id. */
    private final Map<String, Long> starts = new HashMap<>();

    private boolean closed;

    KeptContent(RecoveryMemory memory) {
        this.memory = memory;
    }

    /** Keeps an event and, in the same step, queues it. @param enqueue does no I/O and calls no user code */
    LocalSocket[] add(KeptEvent event, Supplier<LocalSocket[]> enqueue) {
        lock.lock();
        try {
            if (!closed) {
                events.add(event);
                event.retain(memory.budget());
                memory.onKept(this, event.weight);
            }
            return enqueue.get();
        } finally {
            lock.unlock();
        }
    }

    /** A socket joins its own room, or has found its earlier session. */
    void begin(String socketId) {
        lock.lock();
        try {
            starts.putIfAbsent(socketId, events.position());
        } finally {
            lock.unlock();
        }
    }

    /** A socket leaves. */
    void end(String socketId) {
        lock.lock();
        try {
            starts.remove(socketId);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a session, unless nothing is kept any more. */
    void add(RecoverableSession session) {
        long weight = SessionWeight.of(session);
        lock.lock();
        try {
            Long since = starts.remove(session.socketId());
            if (!closed) {
                long begun = since == null ? events.position() : since;
                KeptSession kept = KeptSession.of(session, begun, memory.nanoTime(), weight);
                sessions.put(session.privateId(), kept);
                memory.budget().addShared(kept.weight());
                memory.onKept(this, kept.weight());
                return;
            }
        } finally {
            lock.unlock();
        }
        session.onForgotten();
    }

    /** Takes a session out. @return null if there is none, if its time is over, or if the event is not kept */
    @Nullable
    Found take(String privateId, String offset) {
        KeptSession kept;
        lock.lock();
        try {
            kept = sessions.get(privateId);
            boolean expired = kept != null && memory.isExpired(kept.keptAt());
            KeptEvent received = events.find(offset);
            if (kept == null || !expired && received == null) {
                return null;
            }
            sessions.remove(privateId);
            onDropped(kept);
            if (!expired && received != null) {
                starts.put(kept.session().socketId(), kept.since());
                return new Found(kept, received);
            }
        } finally {
            lock.unlock();
        }
        kept.session().onForgotten();
        return null;
    }

    /** Calls the action with what a client has missed; no event is queued before it returns. */
    void withMissed(Found found, Consumer<List<KeptEvent>> action) {
        lock.lock();
        try {
            action.accept(KeptEvents.missed(
                    found.received(), found.kept().since(), found.session().rooms()));
        } finally {
            lock.unlock();
        }
    }

    /** Drops what is too old. */
    void dropExpired() {
        drop(() -> {
            Long oldest = oldest();
            return oldest != null && memory.isExpired(oldest);
        });
        // An event that is not too old hides sessions that are.
        List<KeptSession> forgotten = new ArrayList<>();
        lock.lock();
        try {
            for (KeptSession each : List.copyOf(sessions.values())) {
                if (!memory.isExpired(each.keptAt())) {
                    break;
                }
                forgotten.add(removed(each));
            }
        } finally {
            lock.unlock();
        }
        forget(forgotten);
    }

    /** Returns when the oldest event was kept or, without events, the oldest session; null if nothing is kept. */
    @Nullable
    Long oldest() {
        lock.lock();
        try {
            KeptEvent event = events.first();
            if (event != null) {
                return event.keptAt;
            }
            return sessions.isEmpty()
                    ? null
                    : sessions.values().iterator().next().keptAt();
        } finally {
            lock.unlock();
        }
    }

    /** Drops some of the oldest events or, without events, of the oldest sessions. @param goesOn asked before each */
    void drop(BooleanSupplier goesOn) {
        List<KeptSession> forgotten = new ArrayList<>();
        lock.lock();
        try {
            for (int i = 0; i < DROPPED_AT_ONCE && goesOn.getAsBoolean(); i++) {
                KeptEvent event = events.first();
                if (event != null) {
                    remove(event);
                } else if (!sessions.isEmpty()) {
                    forgotten.add(removed(sessions.values().iterator().next()));
                }
            }
        } finally {
            lock.unlock();
        }
        forget(forgotten);
    }

    /** Nothing is kept from now on. */
    void close() {
        List<KeptSession> forgotten;
        lock.lock();
        try {
            closed = true;
            for (KeptEvent event = events.first(); event != null; event = events.first()) {
                remove(event);
            }
            forgotten = List.copyOf(sessions.values());
            forgotten.forEach(this::removed);
            starts.clear();
        } finally {
            lock.unlock();
        }
        memory.onClosed(this);
        forget(forgotten);
    }

    private void remove(KeptEvent event) {
        events.removeFirst(event);
        event.release(memory.budget());
        memory.onDropped(event.weight);
    }

    private KeptSession removed(KeptSession kept) {
        sessions.remove(kept.session().privateId());
        onDropped(kept);
        return kept;
    }

    private void onDropped(KeptSession kept) {
        memory.budget().addShared(-kept.weight());
        memory.onDropped(kept.weight());
    }

    private static void forget(List<KeptSession> forgotten) {
        for (KeptSession each : forgotten) {
            each.session().onForgotten();
        }
    }
}
