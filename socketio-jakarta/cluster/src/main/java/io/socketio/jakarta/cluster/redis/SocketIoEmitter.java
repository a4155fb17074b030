package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.internal.protocol.JsonValues;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.msgpack.MsgpackValues;
import io.socketio.jakarta.parser.ReservedEvents;
import java.nio.charset.StandardCharsets;
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
 * Emits to the clients of a cluster from a process that is no server, such as a batch job, in the format of npm {@code @socket.io/redis-emitter}, or with
 * the options of the streams adapter in that of {@code @socket.io/redis-streams-emitter}. With the options of the sharded adapter it publishes for servers
 * with that adapter, which no emitter of the reference can.
 *
 * <p>A selection is immutable: {@code to} and the like return another one on the same connection. Arguments are strings, numbers, booleans, null,
 * {@code byte[]}, maps, iterables and arrays, and with a codec everything that the codec writes. There are no acknowledgements. Thread-safe; no method
 * but {@link #connect} blocks.
 *
 * @since 0.1
 */
public final class SocketIoEmitter implements AutoCloseable {

    private final Redis redis;
    private final EmitterFormat format;
    private final PayloadCodec codec;
    private final String namespace;
    private final Set<String> rooms;
    private final Set<String> except;
    private final Map<String, Object> flags;

    private SocketIoEmitter(
            Redis redis,
            EmitterFormat format,
            PayloadCodec codec,
            String namespace,
            Set<String> rooms,
            Set<String> except,
            Map<String, Object> flags) {
        this.redis = redis;
        this.format = format;
        this.codec = codec;
        this.namespace = namespace;
        this.rooms = rooms;
        this.except = except;
        this.flags = flags;
    }

    SocketIoEmitter(Redis redis, ClusterOptions options) {
        this(redis, EmitterFormat.of(options), MessageFormat.PlainOnly.INSTANCE, "/", Set.of(), Set.of(), Map.of());
    }

    /**
     * Connects to Redis, and waits a few seconds for that.
     *
     * @throws IllegalStateException if Redis cannot be used, and is {@linkplain ClusterOptions#required required}; otherwise what is emitted while there
     *     is no connection fails
     */
    public static SocketIoEmitter connect(ClusterOptions options) {
        return new SocketIoEmitter(Lettuce.connect(options, new RateLimitedLog(System::nanoTime)), options);
    }

    /** Returns the whole namespace of this name; a missing leading slash is added. */
    public SocketIoEmitter of(String name) {
        String full = name.startsWith("/") ? name : "/" + name;
        return new SocketIoEmitter(redis, format, codec, full, Set.of(), Set.of(), flags);
    }

    /** Returns this selection, whose arguments the codec writes if they are beans or records. */
    public SocketIoEmitter withCodec(PayloadCodec other) {
        return new SocketIoEmitter(redis, format, other, namespace, rooms, except, flags);
    }

    /** Selects the sockets in a room, besides those in rooms that were named before. */
    public SocketIoEmitter to(String... names) {
        return new SocketIoEmitter(redis, format, codec, namespace, joined(rooms, names), except, flags);
    }

    /** Like {@link #to}. */
    public SocketIoEmitter in(String... names) {
        return to(names);
    }

    /** Excludes the sockets in these rooms. */
    public SocketIoEmitter except(String... names) {
        return new SocketIoEmitter(redis, format, codec, namespace, rooms, joined(except, names), flags);
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
        Map<String, Object> changed = new LinkedHashMap<>(flags);
        changed.put(name, value);
        return new SocketIoEmitter(redis, format, codec, namespace, rooms, except, changed);
    }

    private static Set<String> joined(Set<String> names, String... more) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(Arrays.asList(more));
        return all;
    }

    /**
     * Emits an event to the selected clients.
     *
     * @return completes when Redis has taken it
     * @throws IllegalArgumentException if the name is reserved
     * @throws io.socketio.jakarta.json.PayloadException if an argument cannot be written
     */
    public CompletionStage<Void> emit(String event, @Nullable Object... args) {
        if (ReservedEvents.contains(event)) {
            throw new IllegalArgumentException("\"" + event + "\" is a reserved event name");
        }
        return send(format.broadcast(this, array(event, args)));
    }

    /** Makes the selected sockets join rooms. */
    public CompletionStage<Void> socketsJoin(String... names) {
        return send(format.join(this, List.of(names)));
    }

    /** Makes the selected sockets leave rooms. */
    public CompletionStage<Void> socketsLeave(String... names) {
        return send(format.leave(this, List.of(names)));
    }

    /** Disconnects the selected sockets. @param close whether their connections close, too */
    public CompletionStage<Void> disconnectSockets(boolean close) {
        return send(format.disconnect(this, close));
    }

    /** Emits an event to the servers, in this namespace. */
    public CompletionStage<Void> serverSideEmit(String event, @Nullable Object... args) {
        return send(format.serverSideEmit(this, array(event, args)));
    }

    private static List<@Nullable Object> array(String event, @Nullable Object... args) {
        List<@Nullable Object> array = new ArrayList<>();
        array.add(event);
        array.addAll(Arrays.asList(args));
        return array;
    }

    private CompletionStage<Void> send(EmitterFormat.Published published) {
        return published.to(redis).thenApply(done -> null);
    }

    // ---- For the format

    String namespace() {
        return namespace;
    }

    Set<String> rooms() {
        return rooms;
    }

    /** Returns the selection with these members, in this order. */
    Map<String, @Nullable Object> opts(String... members) {
        Map<String, @Nullable Object> opts = new LinkedHashMap<>();
        for (String member : members) {
            opts.put(member, member.equals("rooms") ? rooms : member.equals("except") ? except : flags);
        }
        return opts;
    }

    byte[] json(Object value) {
        return JsonValues.write(value, codec, MessageFormat::buffer).getBytes(StandardCharsets.UTF_8);
    }

    byte[] msgpack(Object value) {
        return MsgpackValues.write(value, codec);
    }

    /** Returns what a stream holds: JSON, or msgpack in base 64 if there are binary values. @param plaintext whether it is JSON in any case */
    byte[] data(Object value, boolean plaintext) {
        AtomicBoolean binary = new AtomicBoolean();
        String json = JsonValues.write(value, codec, bytes -> {
            binary.set(true);
            return MessageFormat.buffer(bytes);
        });
        return binary.get() && !plaintext ? StreamFormat.base64(msgpack(value)) : json.getBytes(StandardCharsets.UTF_8);
    }

    /** Closes the connection, also for the selections that were made of this one. */
    @Override
    public void close() {
        redis.close();
    }

    /** Shows the selection. */
    @Override
    public String toString() {
        return "SocketIoEmitter[" + namespace + ", rooms=" + rooms + ", as " + ClusterMessage.EMITTER + "]";
    }
}
