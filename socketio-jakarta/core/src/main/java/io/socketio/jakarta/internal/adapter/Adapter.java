package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.RoomListener;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one namespace, and delivery to the sockets in them, here and on other nodes. Thread-safe; no method blocks. A cluster adapter has a
 * {@link LocalAdapter}: it publishes, lets that one deliver here, and answers for all nodes.
 */
public interface Adapter {

    /**
     * The namespace is known to its server: from now on the host takes what comes from other nodes. Called once, before the first socket; connecting to a
     * bus begins here.
     */
    void open();

    /** Makes a socket known; until then it can join no room. */
    void register(LocalSocket socket);

    /** Joins rooms. Does nothing for a socket that is not registered, so that a late join cannot outlive the socket. */
    void addAll(String socketId, Collection<String> rooms);

    void del(String socketId, String room);

    /** Leaves all rooms and forgets the socket, which is told which rooms these were. Does nothing for a socket that is not registered. */
    void delAll(String socketId);

    /** The rooms of a local socket; a copy. */
    Set<String> socketRooms(String socketId);

    /**
     * Sends an event to the selection. When this returns, its place in the queue of every local recipient is fixed.
     *
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be written
     */
    void broadcast(BroadcastEvent event, BroadcastOptions options);

    /**
     * Sends an event to the selection and hears of acknowledgements.
     *
     * @param clientCount is told, once per node, how many clients were reached there
     * @param onResponse is given each acknowledgement; possibly before the last count
     */
    void broadcastWithAck(
            BroadcastEvent event, BroadcastOptions options, IntConsumer clientCount, Consumer<Arguments> onResponse);

    /** How many nodes there are, this one included. */
    CompletionStage<Integer> serverCount();

    CompletionStage<List<RemoteSocket>> fetchSockets(BroadcastOptions options);

    /** Makes the selected sockets join rooms. */
    void addSockets(BroadcastOptions options, Collection<String> rooms);

    /** Makes the selected sockets leave rooms. */
    void delSockets(BroadcastOptions options, Collection<String> rooms);

    void disconnectSockets(BroadcastOptions options, boolean close);

    /** Hands an event to the namespace on all other nodes. */
    void serverSideEmit(String event, List<@Nullable Object> args);

    void onRoom(RoomListener listener);

    /** Leaves the cluster, if there is one. Called when the server closes or the namespace goes; idempotent. */
    void close();
}
