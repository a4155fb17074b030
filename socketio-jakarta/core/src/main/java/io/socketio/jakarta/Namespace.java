package io.socketio.jakarta;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
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
     * Adds a listener for {@code connect} or {@code connection}, or for the events that {@link #serverSideEmit} sends from other nodes; it cannot
     * acknowledge them, see {@link #onServerEvent}.
     *
     * @return this
     */
    Namespace on(String event, Consumer<Arguments> listener);

    /**
     * Adds a listener for an event that {@link #serverSideEmit} sends from other nodes, and that may be acknowledged. What it throws is logged.
     *
     * @param listener runs on the executor, one event of this namespace at a time, and may block
     * @return this
     * @throws IllegalArgumentException for {@code connect}, {@code connection} and {@code new_namespace}
     */
    Namespace onServerEvent(String event, ServerEventListener listener);

    /** Listens for an event that another node has sent. */
    @FunctionalInterface
    interface ServerEventListener {

        /**
         * Handles an event.
         *
         * @param namespace where it has come to; of a listener that was added to a {@link ParentNamespace}, the child
         * @param args bound like those of a client
         * @param ack sends the acknowledgement, now or later, once: the first argument only. A node that never sends it keeps the sender waiting until
         *     its timeout
         */
        void onServerEvent(Namespace namespace, Arguments args, Ack ack) throws Exception;
    }

    /**
     * Sends an event to this namespace on all other nodes. Without a cluster there is no other node: that is logged, and nothing happens.
     *
     * @param args what can be emitted, see {@link Emitter}
     * @throws IllegalArgumentException for {@code connect}, {@code connection} and {@code new_namespace}
     * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written as JSON
     */
    void serverSideEmit(String event, @Nullable Object... args);

    /**
     * Sends an event to this namespace on all other nodes and asks each for an acknowledgement, as {@link #serverSideEmitWithAck} does.
     *
     * @param callback called once, on the executor
     * @throws IllegalArgumentException for {@code connect}, {@code connection} and {@code new_namespace}
     * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written as JSON
     */
    void serverSideEmit(String event, @Nullable Object[] args, BroadcastAckCallback callback);

    /**
     * Sends an event to this namespace on all other nodes and asks each for an acknowledgement.
     *
     * @return one response of one argument per node, or an empty list at once if there is no other node; completes on the executor, exceptionally with
     *     {@link AckTimeoutException}, which holds the responses so far, if a node has not answered within 5 s. A node that leaves meanwhile is not
     *     waited for, where nodes find each other by heartbeats.
     * @throws IllegalArgumentException for {@code connect}, {@code connection} and {@code new_namespace}
     * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written as JSON
     */
    CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, @Nullable Object... args);

    /**
     * Adds a listener for rooms of this namespace that are created and deleted, joined and left.
     *
     * @return this
     */
    Namespace onRoom(RoomListener listener);
}
