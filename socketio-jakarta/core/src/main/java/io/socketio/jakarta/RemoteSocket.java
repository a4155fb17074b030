package io.socketio.jakarta;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A socket as others see it, on this node or another. */
public interface RemoteSocket extends Emitter {

    /** The public id, 20 characters; also the name of the room that the socket alone is in. */
    String id();

    Handshake handshake();

    /** The rooms that the socket is in, its own id included; a copy. Empty after the disconnect. */
    Set<String> rooms();

    /** Free attributes of the socket; concurrent, without null values. Of a socket on another node: a copy. */
    Map<String, Object> data();

    /**
     * One attribute of {@link #data()}.
     *
     * @throws ClassCastException if it is of another type
     */
    default <T> @Nullable T data(String name, Class<T> type) {
        return type.cast(data().get(name));
    }

    void join(String... rooms);

    void leave(String room);

    /** Disconnects this socket from its namespace, and with {@code close} its whole connection. */
    void disconnect(boolean close);

    default void disconnect() {
        disconnect(false);
    }
}
