package io.socketio.jakarta;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A named channel over the shared connections, with its own middleware, listeners, sockets and rooms. As a {@link BroadcastOperator} it selects every
 * socket in it.
 *
 * <p>Thread-safe. No method blocks.
 *
 * @since 0.1
 */
public interface Namespace extends BroadcastOperator {

    /** Returns the name with its leading slash, for example {@code /chat}. */
    String name();

    /** Returns the server that this namespace belongs to. */
    SocketIoServer server();

    /** Returns the parent whose child this is; null when the application created the namespace and no parent's pattern is found in its name. */
    default @Nullable ParentNamespace parent() {
        return null;
    }

    /** Returns the connected sockets of this node by id: an unmodifiable live view. */
    Map<String, Socket> sockets();

    /** Returns the rooms that sockets of this node are in: a copy. The id of each socket is among them. */
    Set<String> rooms();

    /** Returns the ids of the sockets of this node that are in a room, in the order in which they joined: a copy; empty if there is no such room. */
    Set<String> socketsIn(String room);

    /**
     * Adds a middleware for clients that connect from now on. Middlewares run in the order in which they were added.
     *
     * @param middleware runs on the executor, serially per socket, and may block
     * @return this
     */
    Namespace use(NamespaceMiddleware middleware);

    /**
     * Adds a listener for sockets that have joined. It runs before any event of its socket is handled. What it throws is logged.
     *
     * @param listener runs on the executor, serially per socket, and may block
     * @return this
     */
    Namespace onConnection(Consumer<Socket> listener);

    /**
     * Adds a listener for {@code connect} or {@code connection}, or for the events that {@link #serverSideEmit} sends from other nodes.
     *
     * @return this
     */
    Namespace on(String event, Consumer<Arguments> listener);

    /**
     * Sends an event to this namespace on all other nodes. The local adapter knows no other node: it logs that and does nothing.
     *
     * @param args what can be emitted, see {@link Emitter}
     * @throws IllegalArgumentException for {@code connect}, {@code connection} and {@code new_namespace}
     */
    void serverSideEmit(String event, @Nullable Object... args);

    /**
     * Adds a listener for rooms of this namespace that are created and deleted, joined and left.
     *
     * @return this
     */
    Namespace onRoom(RoomListener listener);
}
