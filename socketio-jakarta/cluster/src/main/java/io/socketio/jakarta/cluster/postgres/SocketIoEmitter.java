package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.internal.protocol.JsonValues;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.msgpack.MsgpackValues;
import io.socketio.jakarta.parser.ReservedEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Emits to the clients of a cluster from a process that is no server, such as a batch job, in the format of npm {@code @socket.io/postgres-emitter}; but
 * with the namespace, without which servers on Node.js ignore the messages of that emitter.
 *
 * <p>A selection is immutable: {@code to} and the like return another one on the same connection. Arguments are strings, numbers, booleans, null,
 * {@code byte[]}, maps, iterables and arrays, and with a codec everything that the codec writes. There are no acknowledgements. Thread-safe; no method
 * but {@link #connect} and {@link #close} blocks.
 *
 * @since 0.1
 */
public final class SocketIoEmitter implements AutoCloseable {

    /** The packet type EVENT. */
    private static final int EVENT = 2;

    private final Postgres postgres;
    private final PostgresOptions options;
    private final PayloadCodec codec;
    private final Selection selection;

    private record Selection(String namespace, Set<String> rooms, Set<String> except, Map<String, Object> flags) {}

    private SocketIoEmitter(Postgres postgres, PostgresOptions options, PayloadCodec codec, Selection selection) {
        this.postgres = postgres;
        this.options = options;
        this.codec = codec;
        this.selection = selection;
    }

    SocketIoEmitter(Postgres postgres, PostgresOptions options) {
        this(postgres, options, MessageFormat.PlainOnly.INSTANCE, new Selection("/", Set.of(), Set.of(), Map.of()));
    }

    /**
     * Connects to PostgreSQL, and waits a few seconds for that. Occupies one connection and one thread.
     *
     * @throws IllegalArgumentException if the address is wrong, or there is no data source with its name
     * @throws IllegalStateException if PostgreSQL cannot be used, and is {@linkplain PostgresOptions#required required}; otherwise what is emitted while
     *     there is no connection fails
     */
    public static SocketIoEmitter connect(PostgresOptions options) {
        return new SocketIoEmitter(Jdbc.connect(options, false, new RateLimitedLog(System::nanoTime)), options);
    }

    // ---- Selecting

    /** Returns the whole namespace of this name; a missing leading slash is added. */
    public SocketIoEmitter of(String name) {
        String full = name.startsWith("/") ? name : "/" + name;
        return with(new Selection(full, Set.of(), Set.of(), selection.flags));
    }

    /** Returns this selection, whose arguments the codec writes if they are beans or records. */
    public SocketIoEmitter withCodec(PayloadCodec other) {
        return new SocketIoEmitter(postgres, options, other, selection);
    }

    /** Selects the sockets in a room, besides those in rooms that were named before. */
    public SocketIoEmitter to(String... names) {
        return with(
                new Selection(selection.namespace, joined(selection.rooms, names), selection.except, selection.flags));
    }

    /** Like {@link #to}. */
    public SocketIoEmitter in(String... names) {
        return to(names);
    }

    /** Excludes the sockets in these rooms. */
    public SocketIoEmitter except(String... names) {
        return with(
                new Selection(selection.namespace, selection.rooms, joined(selection.except, names), selection.flags));
    }

    /** The event may be lost for clients that cannot receive it at once. */
    public SocketIoEmitter asVolatile() {
        return withFlag("volatile", true);
    }

    /** Whether the event may be compressed; default true. */
    public SocketIoEmitter compress(boolean compress) {
        return withFlag("compress", compress);
    }

    private SocketIoEmitter withFlag(String name, boolean value) {
        Map<String, Object> changed = new LinkedHashMap<>(selection.flags);
        changed.put(name, value);
        return with(new Selection(selection.namespace, selection.rooms, selection.except, changed));
    }

    private SocketIoEmitter with(Selection other) {
        return new SocketIoEmitter(postgres, options, codec, other);
    }

    private static Set<String> joined(Set<String> names, String... more) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(Arrays.asList(more));
        return all;
    }

    // ---- Emitting

    /**
     * Emits an event to the selected clients.
     *
     * @return completes when PostgreSQL has taken it
     * @throws IllegalArgumentException if the name of the event is reserved, or that of the namespace is too long for a channel
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be written
     */
    public CompletionStage<Void> emit(String event, @Nullable Object... args) {
        if (ReservedEvents.contains(event)) {
            throw new IllegalArgumentException("\"" + event + "\" is a reserved event name");
        }
        Map<String, @Nullable Object> packet =
                map("type", EVENT, "data", array(event, args), "nsp", selection.namespace);
        Map<String, @Nullable Object> opts =
                map("rooms", selection.rooms, "flags", selection.flags, "except", selection.except);
        return send(Type.BROADCAST, map("packet", packet, "opts", opts));
    }

    /** Makes the selected sockets join rooms. */
    public CompletionStage<Void> socketsJoin(String... names) {
        return send(Type.SOCKETS_JOIN, map("opts", roomsAndExcept(), "rooms", List.of(names)));
    }

    /** Makes the selected sockets leave rooms. */
    public CompletionStage<Void> socketsLeave(String... names) {
        return send(Type.SOCKETS_LEAVE, map("opts", roomsAndExcept(), "rooms", List.of(names)));
    }

    /** Disconnects the selected sockets. @param close whether their connections close, too */
    public CompletionStage<Void> disconnectSockets(boolean close) {
        return send(Type.DISCONNECT_SOCKETS, map("opts", roomsAndExcept(), "close", close));
    }

    /** Emits an event to the servers, in this namespace. */
    public CompletionStage<Void> serverSideEmit(String event, @Nullable Object... args) {
        return send(Type.SERVER_SIDE_EMIT, map("packet", array(event, args)));
    }

    private Map<String, @Nullable Object> roomsAndExcept() {
        return map("rooms", selection.rooms, "except", selection.except);
    }

    private static List<@Nullable Object> array(String event, @Nullable Object... args) {
        List<@Nullable Object> array = new ArrayList<>();
        array.add(event);
        array.addAll(Arrays.asList(args));
        return array;
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... members) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put(String.valueOf(members[i]), members[i + 1]);
        }
        return map;
    }

    private CompletionStage<Void> send(Type type, Map<String, @Nullable Object> data) {
        String channel = ChannelName.of(options.channelPrefix(), selection.namespace);
        Map<String, @Nullable Object> message =
                new ClusterMessage(type, data, ClusterMessage.EMITTER, selection.namespace).toMap();
        AtomicBoolean binary = new AtomicBoolean();
        String json = JsonValues.write(message, codec, bytes -> {
            // The text is not used then.
            binary.set(true);
            return "null";
        });
        boolean inline = !binary.get() && PayloadLimit.isBelow(options.payloadThreshold(), json);
        return postgres.publish(
                inline
                        ? Publication.inline(channel, json)
                        : Publication.attached(
                                channel, type.number(), ClusterMessage.EMITTER, MsgpackValues.write(message, codec)));
    }

    /** Sends what has been emitted, and closes the connection, also for the selections that were made of this one. */
    @Override
    public void close() {
        postgres.close();
    }

    /** Shows the selection. */
    @Override
    public String toString() {
        return "SocketIoEmitter[" + selection.namespace + ", rooms=" + selection.rooms + ", as "
                + ClusterMessage.EMITTER + "]";
    }
}
