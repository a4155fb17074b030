package io.socketio.jakarta.internal.core.connection;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which connections began in which HttpSession. Of a session only the id is known. Containers report a new id after they have given it to the session,
 * and the end before the session is invalid, each on a thread of its own; so the end of an id may be reported before the id. The ids of the sessions
 * that have ended last are kept for that. Thread-safe.
 */
final class HttpSessionIndex {

    /** More than can end while a report is under way. */
    static final int KEPT_ENDS = 4096;

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Map<String, Set<SessionConnection>> connections = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    /** The same ids, in the order of their end. */
    private final Queue<String> endedInOrder = new ArrayDeque<>();

    void add(String sessionId, SessionConnection connection) {
        lock.lock();
        try {
            put(sessionId, connection);
        } finally {
            lock.unlock();
        }
    }

    private void put(String sessionId, SessionConnection connection) {
        connection.httpSessionId(sessionId);
        connections.computeIfAbsent(sessionId, id -> new HashSet<>(2)).add(connection);
    }

    void remove(SessionConnection connection) {
        lock.lock();
        try {
            connections.computeIfPresent(String.valueOf(connection.httpSessionId()), (id, all) -> {
                all.remove(connection);
                return all.isEmpty() ? null : all;
            });
        } finally {
            lock.unlock();
        }
    }

    /** The session goes on under another id, as after a login. @return its connections */
    Set<SessionConnection> rename(String oldId, String newId) {
        lock.lock();
        try {
            Set<SessionConnection> moved = connections.remove(oldId);
            if (moved == null) {
                return Set.of();
            }
            for (SessionConnection connection : moved) {
                put(newId, connection);
            }
            return moved;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out the connections of a session that has ended. */
    Set<SessionConnection> end(String sessionId) {
        lock.lock();
        try {
            if (ended.add(sessionId)) {
                endedInOrder.add(sessionId);
            }
            if (endedInOrder.size() > KEPT_ENDS) {
                ended.remove(endedInOrder.remove());
            }
            Set<SessionConnection> out = connections.remove(sessionId);
            return out == null ? Set.of() : out;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the end of this session was reported, and not too long ago. */
    boolean hasEnded(String sessionId) {
        lock.lock();
        try {
            return ended.contains(sessionId);
        } finally {
            lock.unlock();
        }
    }
}
