package io.socketio.jakarta.cluster;

import io.socketio.jakarta.json.PayloadCodec;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One namespace of this server, as its transport sees it. Thread-safe; no method blocks or throws for what other servers have sent.
 *
 * @since 0.1
 */
public interface ClusterNode {

    /** Returns the name of the namespace, for example {@code /chat}. */
    String namespace();

    /** Returns the id of this namespace on this server: 16 lower-case hexadecimal digits, random. */
    String uid();

    /**
     * Receives a message or a response. Ignores its own messages, but for their offsets, those of other namespaces and unknown types. Messages take effect in
     * the order of the calls.
     *
     * @param offset the offset of the message, or null if the transport has none
     */
    void onMessage(ClusterMessage message, @Nullable String offset);

    /** Receives a message of a transport without offsets. */
    default void onMessage(ClusterMessage message) {
        onMessage(message, null);
    }

    /**
     * Completes when all messages so far have taken effect; by default at once. A transport that reads from a store reads more then, because this server
     * drops messages when too many wait.
     */
    default CompletionStage<Void> whenHandled() {
        return CompletableFuture.completedStage(null);
    }

    /**
     * Writes a value of a message as JSON.
     *
     * @param value in the form of {@link ClusterMessage#data}
     * @param binary receives each {@code byte[]} and returns the JSON text in its place
     */
    String writeJson(@Nullable Object value, PayloadCodec.BinarySink binary);

    /**
     * Reads JSON into the form of {@link ClusterMessage#data}.
     *
     * @param attachments for {@code {"_placeholder":true,"num":n}}; empty if the text contains none
     * @throws io.socketio.jakarta.json.PayloadException if the text is no JSON
     */
    @Nullable
    Object readJson(String json, List<byte[]> attachments);

    /** Returns whether a socket of this server is in the room. */
    boolean hasRoom(String room);

    /** Returns the names of the rooms on this server: a copy. */
    Set<String> rooms();

    /** Returns the ids of the sockets of this server that are in a room: a copy. */
    Set<String> socketsIn(String room);
}
