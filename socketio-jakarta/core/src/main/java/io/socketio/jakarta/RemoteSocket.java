package io.socketio.jakarta;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A socket on this node or another one, as {@link BroadcastOperator#fetchSockets} returns it. Thread-safe; no method blocks.
 *
 * @since 0.1
 */
public interface RemoteSocket extends Emitter {

    /** Returns the public id, 20 characters. It is also the name of a room that only this socket is in. */
    String id();

    /** Returns what is known of the client since its first request; for a socket on another node, without principal, roles and HttpSession. */
    Handshake handshake();

    /** Returns the rooms that the socket is in, including its own id: a copy. Empty after the disconnect; for a socket on another node, as they were. */
    Set<String> rooms();

    /**
     * Returns the attributes of the socket, for the application to use: a concurrent map. To put null as a value is to remove the attribute. For a socket on
     * another node, a copy.
     */
    Map<String, @Nullable Object> data();

    /**
     * Returns one attribute of {@link #data()}, or null.
     *
     * @throws ClassCastException if it is of another type
     */
    default <T> @Nullable T data(String name, Class<T> type) {
        return type.cast(data().get(name));
    }

    /** Joins rooms; takes effect before this returns for a socket of this node. */
    void join(String... rooms);

    /** Leaves rooms, those of them that the socket is in; takes effect before this returns for a socket of this node. */
    void leave(String... rooms);

    /** Disconnects this socket from its namespace. @param close whether to close the whole connection */
    void disconnect(boolean close);

    /** Disconnects this socket from its namespace; the connection stays open. */
    default void disconnect() {
        disconnect(false);
    }
}
