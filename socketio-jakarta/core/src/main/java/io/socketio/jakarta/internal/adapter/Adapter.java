package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.RemoteSocket;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Manages the rooms of one namespace and delivers to the sockets in them, on this node and on others. Thread-safe; no method blocks. A cluster
 * adapter contains a {@link LocalAdapter}: it publishes to the other nodes, delegates the delivery on this node to the local adapter, and combines
 * the results of all nodes.
 */
public interface Adapter {

    /**
     * Opens the adapter: the namespace is registered with its server, and from now on the host accepts messages from other nodes. Called once, before
     * the first socket. An adapter connects to its bus here, not earlier.
     */
    void open();

    /** Registers a socket; a socket cannot join a room before. */
    void register(LocalSocket socket);

    /** Joins rooms. Does nothing for a socket that is not registered, so that a late join cannot outlive the socket. */
    void addAll(String socketId, Collection<String> rooms);

    void del(String socketId, String room);

    /**
     * Removes the socket from all rooms and unregisters it; the socket is notified of the rooms it was in. Does nothing for a socket that is not
     * registered.
     */
    void delAll(String socketId);

    /** Returns a copy of the rooms of a local socket. */
    Set<String> socketRooms(String socketId);

    /** Returns whether a socket on this node is in the room. */
    boolean hasRoom(String room);

    /** Returns a copy of the names of the rooms on this node. */
    Set<String> rooms();

    /** Returns a copy of the ids of the local sockets in a room; empty if there is no such room. */
    Set<String> socketsIn(String room);

    /**
     * Sends an event to the selected sockets. When this method returns, the event's position in the queue of every local recipient is fixed, unless the
     * event waits for its offset.
     *
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be serialized
     */
    void broadcast(BroadcastEvent event, BroadcastOptions options);

    /** Runs an action that sends something to sockets of this node, behind the events that the caller has broadcast: now, unless overridden. */
    default void afterEvents(Runnable action) {
        action.run();
    }

    /**
     * Sends an event to the selected sockets and collects their acknowledgements.
     *
     * @param clientCount called once per node with the number of clients reached there
     * @param onResponse receives each acknowledgement, possibly before the last count
     */
    void broadcastWithAck(
            BroadcastEvent event, BroadcastOptions options, IntConsumer clientCount, Consumer<Arguments> onResponse);

    /** Returns the number of nodes, including this one. */
    CompletionStage<Integer> serverCount();

    /** Returns the selected sockets of all nodes; may complete on any thread, exceptionally if a node has not answered in time. */
    CompletionStage<List<RemoteSocket>> fetchSockets(BroadcastOptions options);

    /** Makes the selected sockets join rooms. */
    void addSockets(BroadcastOptions options, Collection<String> rooms);

    /** Makes the selected sockets leave rooms. */
    void delSockets(BroadcastOptions options, Collection<String> rooms);

    void disconnectSockets(BroadcastOptions options, boolean close);

    /**
     * Sends an event to the namespace on all other nodes.
     *
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be serialized
     */
    void serverSideEmit(String event, List<@Nullable Object> args);

    /**
     * Sends an event to the namespace on all other nodes and collects one acknowledgement from each.
     *
     * @return may complete on any thread, exceptionally with {@link io.socketio.jakarta.AckTimeoutException} if a node has not answered in time
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be serialized
     */
    CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, List<@Nullable Object> args);

    /** Adds a listener for changes of the rooms on this node; it is called through {@link AdapterHost#tell}. */
    void onRoom(Consumer<RoomChange> listener);

    /** Whether this adapter implements the next two methods, and appends an offset to each event that it keeps. If not, clients are told no private id. */
    default boolean keepsSessions() {
        return false;
    }

    /**
     * Keeps the session of a socket whose connection was lost, before the socket leaves its rooms. Unless overridden, sessions are not kept.
     *
     * @param session replaces one with the same private id
     */
    default void persistSession(RecoverableSession session) {
        session.onForgotten();
    }

    /**
     * Finds the session that a client asks for, and keeps it no longer. A caller that does not go on with it passes it to {@link #persistSession} again.
     *
     * @param privateId as the client has sent it
     * @param offset of the last event that the client has received, as the client has sent it
     * @return null if there is no such session any more, or not all events since the offset are kept; may complete on any thread
     */
    default CompletionStage<@Nullable RestoredSession> restoreSession(String privateId, String offset) {
        return CompletableFuture.completedStage(null);
    }

    /** Closes the adapter and leaves the cluster, if there is one. Called when the server closes or the namespace is removed; idempotent. */
    void close();
}
