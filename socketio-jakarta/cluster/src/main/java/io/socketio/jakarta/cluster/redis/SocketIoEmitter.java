package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.emitter.Emitter;
import io.socketio.jakarta.cluster.emitter.Selection;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.internal.protocol.JsonValues;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.msgpack.MsgpackValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Emits to the clients of a cluster on Redis from a process that is no server, in the format of npm {@code @socket.io/redis-emitter}, or with the options of
 * the streams adapter in that of {@code @socket.io/redis-streams-emitter}. With the options of the sharded adapter it publishes for servers with that
 * adapter, which no emitter of the reference can. Thread-safe; no method but {@link #connect} blocks.
 *
 * @since 0.1
 */
public final class SocketIoEmitter extends Emitter<SocketIoEmitter> {

    private final Redis redis;
    private final EmitterFormat format;

    private SocketIoEmitter(Redis redis, EmitterFormat format, Selection selection, PayloadCodec codec) {
        super(selection, codec);
        this.redis = redis;
        this.format = format;
    }

    SocketIoEmitter(Redis redis, ClusterOptions options) {
        this.redis = redis;
        this.format = EmitterFormat.of(options);
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

    @Override
    protected SocketIoEmitter with(Selection other, PayloadCodec otherCodec) {
        return new SocketIoEmitter(redis, format, other, otherCodec);
    }

    @Override
    protected CompletionStage<Void> broadcast(List<@Nullable Object> event) {
        return send(format.broadcast(this, event));
    }

    @Override
    protected CompletionStage<Void> join(List<String> names) {
        return send(format.join(this, names));
    }

    @Override
    protected CompletionStage<Void> leave(List<String> names) {
        return send(format.leave(this, names));
    }

    @Override
    protected CompletionStage<Void> disconnect(boolean close) {
        return send(format.disconnect(this, close));
    }

    @Override
    protected CompletionStage<Void> notifyServers(List<@Nullable Object> event) {
        return send(format.serverSideEmit(this, event));
    }

    private CompletionStage<Void> send(EmitterFormat.Published published) {
        return published.to(redis).thenApply(done -> null);
    }

    // ---- For the format

    String namespace() {
        return selection().namespace();
    }

    Set<String> rooms() {
        return selection().rooms();
    }

    /** Returns the selection with these members, in this order. */
    Map<String, @Nullable Object> opts(String... members) {
        return selection().opts(members);
    }

    byte[] json(Object value) {
        return JsonValues.write(value, codec(), MessageFormat::buffer).getBytes(StandardCharsets.UTF_8);
    }

    byte[] msgpack(Object value) {
        return MsgpackValues.write(value, codec());
    }

    /** Returns what a stream holds: JSON, or msgpack in base 64 if there are binary values. @param plaintext whether it is JSON in any case */
    byte[] data(Object value, boolean plaintext) {
        AtomicBoolean binary = new AtomicBoolean();
        String json = JsonValues.write(value, codec(), bytes -> {
            binary.set(true);
            return MessageFormat.buffer(bytes);
        });
        return binary.get() && !plaintext ? StreamFormat.base64(msgpack(value)) : json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        redis.close();
    }
}
