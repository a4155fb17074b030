package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.emitter.Emitter;
import io.socketio.jakarta.cluster.emitter.Selection;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.internal.protocol.JsonValues;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.msgpack.MsgpackValues;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Emits to the clients of a cluster on PostgreSQL from a process that is no server, in the format of npm {@code @socket.io/postgres-emitter}; but with the
 * namespace, without which servers on Node.js ignore the messages of that emitter. Thread-safe; no method but {@link #connect} and {@link #close} blocks.
 *
 * @since 0.1
 */
public final class SocketIoEmitter extends Emitter<SocketIoEmitter> {

    private final Postgres postgres;
    private final PostgresOptions options;

    private SocketIoEmitter(Postgres postgres, PostgresOptions options, Selection selection, PayloadCodec codec) {
        super(selection, codec);
        this.postgres = postgres;
        this.options = options;
    }

    SocketIoEmitter(Postgres postgres, PostgresOptions options) {
        this.postgres = postgres;
        this.options = options;
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

    @Override
    protected SocketIoEmitter with(Selection other, PayloadCodec otherCodec) {
        return new SocketIoEmitter(postgres, options, other, otherCodec);
    }

    @Override
    protected CompletionStage<Void> broadcast(List<@Nullable Object> event) {
        Map<String, @Nullable Object> packet = MessageFormat.map(
                "type", MessageFormat.EVENT, "data", event, "nsp", selection().namespace());
        Map<String, @Nullable Object> opts = selection().opts("rooms", "flags", "except");
        return send(Type.BROADCAST, MessageFormat.map("packet", packet, "opts", opts));
    }

    @Override
    protected CompletionStage<Void> join(List<String> names) {
        return send(Type.SOCKETS_JOIN, MessageFormat.map("opts", roomsAndExcept(), "rooms", names));
    }

    @Override
    protected CompletionStage<Void> leave(List<String> names) {
        return send(Type.SOCKETS_LEAVE, MessageFormat.map("opts", roomsAndExcept(), "rooms", names));
    }

    @Override
    protected CompletionStage<Void> disconnect(boolean close) {
        return send(Type.DISCONNECT_SOCKETS, MessageFormat.map("opts", roomsAndExcept(), "close", close));
    }

    @Override
    protected CompletionStage<Void> notifyServers(List<@Nullable Object> event) {
        return send(Type.SERVER_SIDE_EMIT, MessageFormat.map("packet", event));
    }

    private Map<String, @Nullable Object> roomsAndExcept() {
        return selection().opts("rooms", "except");
    }

    private CompletionStage<Void> send(Type type, Map<String, @Nullable Object> data) {
        String namespace = selection().namespace();
        String channel = ChannelName.of(options.channelPrefix(), namespace);
        Map<String, @Nullable Object> message =
                new ClusterMessage(type, data, ClusterMessage.EMITTER, namespace).toMap();
        AtomicBoolean binary = new AtomicBoolean();
        String json = JsonValues.write(message, codec(), bytes -> {
            // The text is not used then.
            binary.set(true);
            return "null";
        });
        boolean inline = !binary.get() && PayloadLimit.isBelow(options.payloadThreshold(), json);
        return postgres.publish(
                inline
                        ? Publication.inline(channel, json)
                        : Publication.attached(
                                channel, type.number(), ClusterMessage.EMITTER, MsgpackValues.write(message, codec())));
    }

    /** Sends what has been emitted, and closes the connection, also for the selections that were made of this one. */
    @Override
    public void close() {
        postgres.close();
    }
}
