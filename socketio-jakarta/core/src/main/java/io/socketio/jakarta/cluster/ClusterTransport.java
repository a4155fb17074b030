package io.socketio.jakarta.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Carries the messages of one namespace between the servers of a cluster. Thread-safe.
 *
 * <p>No method blocks: a transport whose driver blocks brings a thread of its own. Messages that are published one after the other by one thread arrive
 * in this order. What this server publishes may come back to it; it ignores its own messages. A stage may complete on any thread; what the library does
 * then is short.
 *
 * @since 0.1
 */
public interface ClusterTransport {

    /**
     * Begins to receive. If the stage fails, this method is called again later.
     *
     * @return completes when everything that is published from now on is received
     */
    CompletionStage<Void> open();

    /**
     * Sends a message to all other servers. The library limits the bytes of the messages whose stage has not completed.
     *
     * @return completes when the message has been published, with its offset, or with null if the transport has none; fails with {@link
     *     NotPublishedException} if it is certain that no other server gets the message
     */
    CompletionStage<@Nullable String> publish(ClusterMessage message);

    /**
     * Sends a response to the server that has asked. A transport without private channels may publish it to all: the others ignore it.
     *
     * @param requester the {@linkplain ClusterMessage#uid() id} of that server
     */
    CompletionStage<?> respond(String requester, ClusterMessage response);

    /**
     * Returns whether servers find each other by heartbeats; default true. Otherwise the transport knows their number itself, heartbeats are not sent, and
     * a server that ends while others wait for its response keeps them waiting until their timeout.
     */
    default boolean usesHeartbeats() {
        return true;
    }

    /** Returns the number of servers in the cluster, including this one. Called only if {@link #usesHeartbeats} returns false. */
    default CompletionStage<Integer> serverCount() {
        throw new UnsupportedOperationException("this transport does not count servers");
    }

    /**
     * Returns whether events get an offset, by which a client tells what it has received last; default false. With connection state recovery, each event,
     * unless it is volatile or asks for acknowledgement, is then sent to clients with the offset as its last argument. All clients receive all events in the
     * order of the offsets: the transport gives {@link ClusterNode#onMessage} the messages of all servers in this order, also each of this server when its
     * turn comes, the object that was published. Then this server delivers it to its own clients, who wait no longer than {@link Cluster#offsetTimeout()}.
     */
    default boolean hasOffsets() {
        return false;
    }

    /** Compares two offsets: negative if the first is that of the earlier message. Called only if {@link #hasOffsets} returns true. Must not block. */
    default int compareOffsets(String one, String other) {
        throw new UnsupportedOperationException("this transport has no offsets");
    }

    /**
     * Returns whether the next two methods keep sessions, so that clients recover on any server; default false. Only for transports with offsets. Not
     * called for servers without connection state recovery.
     */
    default boolean keepsSessions() {
        return false;
    }

    /**
     * Stores a session, in place of one with the same private id.
     *
     * @param expiry after which it is deleted
     */
    default CompletionStage<?> persistSession(ClusterSession session, Duration expiry) {
        return CompletableFuture.completedStage(null);
    }

    /**
     * Takes a session out of the store: it is restored once, however many ask for it. What a client makes up must neither harm the transport nor delete
     * the session of another.
     *
     * <p>The result is completed in order with the messages, between two calls of {@link ClusterNode#onMessage}: every event before that is among the
     * missed ones, and {@link ClusterNode#onMessage} is called later for every event that is not. The library cancels the result if the client no longer
     * waits.
     *
     * @param privateId as the client has sent it
     * @param offset of the last event that the client has received, as the client has sent it
     * @param result to be completed, with null if there is no such session, or not all events since the offset are known
     */
    default void restoreSession(String privateId, String offset, CompletableFuture<@Nullable ClusterRecovery> result) {
        result.complete(null);
    }

    /** Returns whether {@link #onRoomCreated} and {@link #onRoomDeleted} are called; default false. */
    default boolean followsRooms() {
        return false;
    }

    /** The first socket of this server has joined the room. Called soon after that, in the order of the changes. */
    default void onRoomCreated(String room) {}

    /** The last socket of this server has left the room. */
    default void onRoomDeleted(String room) {}

    /** Ends receiving and releases everything; messages that were published before are still sent. Idempotent. */
    void close();
}
