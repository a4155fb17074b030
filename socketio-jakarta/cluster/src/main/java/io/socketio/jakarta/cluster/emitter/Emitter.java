package io.socketio.jakarta.cluster.emitter;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.parser.ReservedEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Emits to the clients of a cluster from a process that is no server, such as a batch job. There is a class for each store.
 *
 * <p>A selection is immutable: {@code to} and the like return another one on the same connection. Arguments are strings, numbers, booleans, null,
 * {@code byte[]}, maps, iterables and arrays, and with a codec everything that the codec writes. There are no acknowledgements. Thread-safe; no method
 * but {@link #close} blocks.
 *
 * @param <E> the class for the store
 * @since 0.1
 */
public abstract class Emitter<E extends Emitter<E>> implements AutoCloseable {

    private final Selection selection;
    private final PayloadCodec codec;

    /** All clients of the namespace {@code /}. */
    protected Emitter() {
        this(Selection.ALL, MessageFormat.PlainOnly.INSTANCE);
    }

    protected Emitter(Selection selection, PayloadCodec codec) {
        this.selection = selection;
        this.codec = codec;
    }

    /** Returns another selection on the same connection. */
    protected abstract E with(Selection other, PayloadCodec otherCodec);

    protected final Selection selection() {
        return selection;
    }

    protected final PayloadCodec codec() {
        return codec;
    }

    // ---- Selecting

    /** Returns the whole namespace of this name; a missing leading slash is added. */
    public final E of(String name) {
        return with(selection.in(name), codec);
    }

    /** Returns this selection, whose arguments the codec writes if they are beans or records. */
    public final E withCodec(PayloadCodec other) {
        return with(selection, other);
    }

    /** Selects the sockets in a room, besides those in rooms that were named before. */
    public final E to(String... names) {
        return with(selection.to(names), codec);
    }

    /** Like {@link #to}. */
    public final E in(String... names) {
        return to(names);
    }

    /** Excludes the sockets in these rooms. */
    public final E except(String... names) {
        return with(selection.without(names), codec);
    }

    /** The event may be lost for clients that cannot receive it at once. */
    public final E asVolatile() {
        return with(selection.with("volatile", true), codec);
    }

    /** Whether the event may be compressed; default true. */
    public final E compress(boolean compress) {
        return with(selection.with("compress", compress), codec);
    }

    // ---- Emitting

    /**
     * Emits an event to the selected clients.
     *
     * @return completes when the store has taken it
     * @throws IllegalArgumentException if the name of the event is reserved, or the store has no channel for the namespace
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be written
     */
    public final CompletionStage<Void> emit(String event, @Nullable Object... args) {
        if (ReservedEvents.contains(event)) {
            throw new IllegalArgumentException("\"" + event + "\" is a reserved event name");
        }
        return broadcast(array(event, args));
    }

    /** Makes the selected sockets join rooms. */
    public final CompletionStage<Void> socketsJoin(String... names) {
        return join(List.of(names));
    }

    /** Makes the selected sockets leave rooms. */
    public final CompletionStage<Void> socketsLeave(String... names) {
        return leave(List.of(names));
    }

    /** Disconnects the selected sockets. @param close whether their connections close, too */
    public final CompletionStage<Void> disconnectSockets(boolean close) {
        return disconnect(close);
    }

    /** Emits an event to the servers, in this namespace. */
    public final CompletionStage<Void> serverSideEmit(String event, @Nullable Object... args) {
        return notifyServers(array(event, args));
    }

    private static List<@Nullable Object> array(String event, @Nullable Object... args) {
        List<@Nullable Object> array = new ArrayList<>();
        array.add(event);
        array.addAll(Arrays.asList(args));
        return array;
    }

    /** Publishes an event for clients. @param event its name and arguments */
    protected abstract CompletionStage<Void> broadcast(List<@Nullable Object> event);

    protected abstract CompletionStage<Void> join(List<String> names);

    protected abstract CompletionStage<Void> leave(List<String> names);

    protected abstract CompletionStage<Void> disconnect(boolean close);

    /** Publishes an event for servers. @param event its name and arguments */
    protected abstract CompletionStage<Void> notifyServers(List<@Nullable Object> event);

    /** Closes the connection, also for the selections that were made of this one. */
    @Override
    public abstract void close();

    /** Shows the selection. */
    @Override
    public String toString() {
        return "SocketIoEmitter[" + selection.namespace() + ", rooms=" + selection.rooms() + ", as "
                + ClusterMessage.EMITTER + "]";
    }
}
