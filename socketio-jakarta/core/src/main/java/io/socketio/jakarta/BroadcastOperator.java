package io.socketio.jakarta;

import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An immutable selection of sockets; every method that narrows it returns a new one. Without rooms it is the whole namespace. A socket in several
 * of the rooms gets a packet once; a socket id is a room. Thread-safe; no method blocks.
 */
public interface BroadcastOperator {

    /** Adds rooms to the union. */
    BroadcastOperator to(String... rooms);

    /** The same as {@link #to}. */
    BroadcastOperator in(String... rooms);

    /** Leaves out the sockets in these rooms. */
    BroadcastOperator except(String... rooms);

    /** @param compress whether HTTP answers that carry the event may be compressed; default true */
    BroadcastOperator compress(boolean compress);

    /** Drops the event for each client whose connection cannot take it at once. ({@code volatile} in the reference.) */
    BroadcastOperator asVolatile();

    /** Only the sockets of this node. */
    BroadcastOperator local();

    /** @param timeout how long to wait for acknowledgements; positive; default {@link SocketIoOptions#ackTimeout()} */
    BroadcastOperator timeout(Duration timeout);

    /**
     * Sends an event to the selection. The order among several emits of one thread is kept.
     *
     * @throws IllegalArgumentException if the name is reserved
     * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written as JSON
     */
    void emit(String event, @Nullable Object... args);

    /** Sends an event and hears once of the acknowledgements. */
    void emit(String event, @Nullable Object[] args, BroadcastAckCallback callback);

    /**
     * Sends an event and completes with one response per client; at once with an empty list when nobody is selected.
     *
     * @return completes on the executor; exceptionally with {@link AckTimeoutException}, which holds the responses so far
     */
    CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... args);

    /** Emits {@code message}. */
    default void send(@Nullable Object... args) {
        emit("message", args);
    }

    /** Emits {@code message}. */
    default void write(@Nullable Object... args) {
        emit("message", args);
    }

    /** The selected sockets; those of this node are {@link Socket}s. */
    CompletionStage<List<RemoteSocket>> fetchSockets();

    /** The ids of the selected sockets. */
    CompletionStage<Set<String>> allSockets();

    /** Makes the selected sockets join rooms. */
    void socketsJoin(String... rooms);

    /** Makes the selected sockets leave rooms. */
    void socketsLeave(String... rooms);

    /** Disconnects the selected sockets from the namespace, and with {@code close} their whole connections. */
    void disconnectSockets(boolean close);

    default void disconnectSockets() {
        disconnectSockets(false);
    }
}
