package io.socketio.jakarta;

import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A selection of sockets of one namespace, for broadcasts and for operations on many sockets. Immutable: every method that changes the selection returns
 * a new one. Without rooms it selects the whole namespace. A socket that is in several of the rooms receives an event once. The id of a socket is also
 * the name of a room.
 *
 * <p>Thread-safe; no method blocks.
 *
 * @since 0.1
 */
public interface BroadcastOperator {

    /** Selects the sockets that are in any of these rooms, in addition to rooms selected before. */
    BroadcastOperator to(String... rooms);

    /** The same as {@link #to}. */
    BroadcastOperator in(String... rooms);

    /** Removes the sockets in these rooms from the selection. */
    BroadcastOperator except(String... rooms);

    /** Returns a selection with this setting. @param compress whether HTTP responses and WebSocket frames that carry the event may be compressed; default true */
    BroadcastOperator compress(boolean compress);

    /** Drops the event for each client whose connection cannot take it at once ({@code volatile} in the reference server). */
    BroadcastOperator asVolatile();

    /** Selects only the sockets of this node. */
    BroadcastOperator local();

    /**
     * Returns a selection with this timeout.
     *
     * @param timeout how long to wait for acknowledgements; positive; default {@link SocketIoOptions#ackTimeout()}
     * @throws IllegalArgumentException if it is not positive
     */
    BroadcastOperator timeout(Duration timeout);

    /**
     * Sends an event to the selected sockets. Each of them receives the events of one thread in the order of their emits.
     *
     * @throws IllegalArgumentException if the name is reserved
     * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written as JSON
     */
    void emit(String event, @Nullable Object... args);

    /**
     * Sends an event that asks for acknowledgements.
     *
     * @param callback called once, on the executor
     * @throws IllegalArgumentException if the name is reserved
     * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written as JSON
     */
    void emit(String event, @Nullable Object[] args, BroadcastAckCallback callback);

    /**
     * Returns an emitter whose event asks for acknowledgements: {@code io.withAck((error, responses) -> …).emit("question", a, b)}.
     *
     * @param callback called once per event, on the executor
     */
    default Emitter.WithAck withAck(BroadcastAckCallback callback) {
        Objects.requireNonNull(callback, "callback");
        return (event, args) -> emit(event, args == null ? new Object[] {null} : args, callback);
    }

    /**
     * Sends an event that asks for acknowledgements.
     *
     * @return one response per client, or an empty list at once if no socket is selected; completes on the executor, exceptionally with
     *     {@link AckTimeoutException}, which holds the responses so far
     */
    CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... args);

    /** Emits the event {@code message}. */
    default void send(@Nullable Object... args) {
        emit("message", args);
    }

    /** Emits the event {@code message}; the same as {@link #send}. */
    default void write(@Nullable Object... args) {
        emit("message", args);
    }

    /**
     * Returns the selected sockets; those of this node are {@link Socket}s, those of other nodes are described as they were when their node answered.
     *
     * @return completes on the executor if there are other nodes; exceptionally with {@link java.util.concurrent.TimeoutException} if one of them has not
     *     answered within the {@link #timeout} of this selection, else within 5 s
     */
    CompletionStage<List<RemoteSocket>> fetchSockets();

    /** Returns the ids of the selected sockets. */
    CompletionStage<Set<String>> allSockets();

    /** Makes the selected sockets join rooms. */
    void socketsJoin(String... rooms);

    /** Makes the selected sockets leave rooms. */
    void socketsLeave(String... rooms);

    /** Disconnects the selected sockets from the namespace. @param close whether to close their whole connections */
    void disconnectSockets(boolean close);

    /** Disconnects the selected sockets from the namespace; their connections stay open. */
    default void disconnectSockets() {
        disconnectSockets(false);
    }
}
