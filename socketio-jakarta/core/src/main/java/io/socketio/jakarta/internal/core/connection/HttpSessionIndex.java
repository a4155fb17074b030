package io.socketio.jakarta.internal.core.connection;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which connections began in which HttpSession. Of a session only the id is known, and forgotten with its last connection. */
final class HttpSessionIndex {

    private final ConcurrentMap<String, Set<ClientConnection>> connections = new ConcurrentHashMap<>();

    void add(String sessionId, ClientConnection connection) {
        connections.compute(sessionId, (id, present) -> {
            Set<ClientConnection> all = present == null ? ConcurrentHashMap.newKeySet(2) : present;
            all.add(connection);
            return all;
        });
    }

    void remove(String sessionId, ClientConnection connection) {
        connections.computeIfPresent(sessionId, (id, all) -> {
            all.remove(connection);
            return all.isEmpty() ? null : all;
        });
    }

    /** The session goes on under another id, as after a login. A connection that closes meanwhile may stay until the session ends. */
    void rename(String oldId, String newId) {
        Set<ClientConnection> moved = connections.remove(oldId);
        if (moved != null) {
            for (ClientConnection connection : moved) {
                connection.httpSessionId(newId);
                add(newId, connection);
            }
        }
    }

    /** Takes out the connections of a session that has ended. */
    Set<ClientConnection> end(String sessionId) {
        Set<ClientConnection> ended = connections.remove(sessionId);
        return ended == null ? Set.of() : ended;
    }
}
