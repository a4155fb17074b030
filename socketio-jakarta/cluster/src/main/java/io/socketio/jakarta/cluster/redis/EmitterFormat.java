package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.cluster.redis.Redis.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an emitter publishes, by the adapter of the servers. */
abstract sealed class EmitterFormat {

    final ClusterOptions options;

    private EmitterFormat(ClusterOptions options) {
        this.options = options;
    }

    /** What is to be published. */
    @FunctionalInterface
    interface Published {

        /** Publishes it. */
        CompletionStage<?> to(Redis redis);

        static Published on(Kind kind, String channel, byte[] payload) {
            return redis -> redis.publish(kind, channel, payload);
        }
    }

    static EmitterFormat of(ClusterOptions options) {
        return switch (options.adapter()) {
            case CLASSIC -> new Classic(options);
            case SHARDED -> new Sharded(options);
            case STREAMS -> new InStream(options);
        };
    }

    abstract Published broadcast(SocketIoEmitter emitter, List<@Nullable Object> event);

    abstract Published join(SocketIoEmitter emitter, List<String> rooms);

    abstract Published leave(SocketIoEmitter emitter, List<String> rooms);

    abstract Published disconnect(SocketIoEmitter emitter, boolean close);

    abstract Published serverSideEmit(SocketIoEmitter emitter, List<@Nullable Object> event);

    String channel(SocketIoEmitter emitter) {
        return options.prefix() + "#" + emitter.namespace() + "#";
    }

    /** That of npm {@code @socket.io/redis-emitter} 5. */
    private static final class Classic extends EmitterFormat {

        Classic(ClusterOptions options) {
            super(options);
        }

        @Override
        Published broadcast(SocketIoEmitter emitter, List<@Nullable Object> event) {
            String channel = channel(emitter);
            if (emitter.rooms().size() == 1) {
                channel += emitter.rooms().iterator().next() + "#";
            }
            Map<String, @Nullable Object> packet =
                    MessageFormat.map("type", MessageFormat.EVENT, "data", event, "nsp", emitter.namespace());
            List<Object> message =
                    Arrays.asList(ClusterMessage.EMITTER, packet, emitter.opts("rooms", "flags", "except"));
            return Published.on(Kind.CHANNEL, channel, emitter.msgpack(message));
        }

        @Override
        Published join(SocketIoEmitter emitter, List<String> rooms) {
            return request(
                    emitter,
                    MessageFormat.map(
                            "type", ClassicCodec.REMOTE_JOIN, "opts", emitter.opts("rooms", "except"), "rooms", rooms));
        }

        @Override
        Published leave(SocketIoEmitter emitter, List<String> rooms) {
            return request(
                    emitter,
                    MessageFormat.map(
                            "type",
                            ClassicCodec.REMOTE_LEAVE,
                            "opts",
                            emitter.opts("rooms", "except"),
                            "rooms",
                            rooms));
        }

        @Override
        Published disconnect(SocketIoEmitter emitter, boolean close) {
            return request(
                    emitter,
                    MessageFormat.map(
                            "type",
                            ClassicCodec.REMOTE_DISCONNECT,
                            "opts",
                            emitter.opts("rooms", "except"),
                            "close",
                            close));
        }

        @Override
        Published serverSideEmit(SocketIoEmitter emitter, List<@Nullable Object> event) {
            return request(
                    emitter,
                    MessageFormat.map(
                            "uid", ClusterMessage.EMITTER, "type", ClassicCodec.SERVER_SIDE_EMIT, "data", event));
        }

        private Published request(SocketIoEmitter emitter, Map<String, @Nullable Object> request) {
            String channel = options.prefix() + "-request#" + emitter.namespace() + "#";
            return Published.on(Kind.CHANNEL, channel, emitter.json(request));
        }
    }

    /** The messages of servers, from {@code emitter}. They go to the channel of the namespace, which all servers have in every mode. */
    private static final class Sharded extends EmitterFormat {

        Sharded(ClusterOptions options) {
            super(options);
        }

        @Override
        Published broadcast(SocketIoEmitter emitter, List<@Nullable Object> event) {
            Map<String, @Nullable Object> packet = MessageFormat.map("type", MessageFormat.EVENT, "data", event);
            return message(
                    emitter,
                    Type.BROADCAST,
                    MessageFormat.map("packet", packet, "opts", emitter.opts("rooms", "except", "flags")),
                    true);
        }

        @Override
        Published join(SocketIoEmitter emitter, List<String> rooms) {
            return message(
                    emitter, Type.SOCKETS_JOIN, MessageFormat.map("opts", selection(emitter), "rooms", rooms), false);
        }

        @Override
        Published leave(SocketIoEmitter emitter, List<String> rooms) {
            return message(
                    emitter, Type.SOCKETS_LEAVE, MessageFormat.map("opts", selection(emitter), "rooms", rooms), false);
        }

        @Override
        Published disconnect(SocketIoEmitter emitter, boolean close) {
            return message(
                    emitter,
                    Type.DISCONNECT_SOCKETS,
                    MessageFormat.map("opts", selection(emitter), "close", close),
                    false);
        }

        @Override
        Published serverSideEmit(SocketIoEmitter emitter, List<@Nullable Object> event) {
            return message(emitter, Type.SERVER_SIDE_EMIT, MessageFormat.map("packet", event), true);
        }

        private static Map<String, @Nullable Object> selection(SocketIoEmitter emitter) {
            return emitter.opts("rooms", "except", "flags");
        }

        /** @param msgpack whether there may be binary values, which JSON does not have */
        private Published message(
                SocketIoEmitter emitter, Type type, Map<String, @Nullable Object> data, boolean msgpack) {
            Map<String, @Nullable Object> message =
                    new ClusterMessage(type, data, ClusterMessage.EMITTER, emitter.namespace()).toMap();
            return Published.on(
                    Kind.SHARD, channel(emitter), msgpack ? emitter.msgpack(message) : emitter.json(message));
        }
    }

    /** That of npm {@code @socket.io/redis-streams-emitter} 0.1: everything is an entry of the stream. */
    private static final class InStream extends EmitterFormat {

        InStream(ClusterOptions options) {
            super(options);
        }

        @Override
        Published broadcast(SocketIoEmitter emitter, List<@Nullable Object> event) {
            Map<String, @Nullable Object> packet =
                    MessageFormat.map("type", MessageFormat.EVENT, "data", event, "nsp", emitter.namespace());
            return entry(
                    emitter,
                    Type.BROADCAST,
                    MessageFormat.map("packet", packet, "opts", emitter.opts("rooms", "flags", "except")));
        }

        @Override
        Published join(SocketIoEmitter emitter, List<String> rooms) {
            return entry(emitter, Type.SOCKETS_JOIN, MessageFormat.map("opts", selection(emitter), "rooms", rooms));
        }

        @Override
        Published leave(SocketIoEmitter emitter, List<String> rooms) {
            return entry(emitter, Type.SOCKETS_LEAVE, MessageFormat.map("opts", selection(emitter), "rooms", rooms));
        }

        @Override
        Published disconnect(SocketIoEmitter emitter, boolean close) {
            return entry(
                    emitter, Type.DISCONNECT_SOCKETS, MessageFormat.map("opts", selection(emitter), "close", close));
        }

        @Override
        Published serverSideEmit(SocketIoEmitter emitter, List<@Nullable Object> event) {
            return entry(emitter, Type.SERVER_SIDE_EMIT, MessageFormat.map("packet", event));
        }

        private static Map<String, @Nullable Object> selection(SocketIoEmitter emitter) {
            Map<String, @Nullable Object> opts = emitter.opts("rooms", "except");
            opts.put("flags", Map.of());
            return opts;
        }

        private Published entry(SocketIoEmitter emitter, Type type, Map<String, @Nullable Object> data) {
            StreamOptions stream = options.stream();
            byte[] written = emitter.data(data, stream.plaintext());
            Map<String, byte[]> fields =
                    StreamFormat.fields(type, written, ClusterMessage.EMITTER, emitter.namespace());
            return redis -> redis.streams().add(stream.streamOf(emitter.namespace()), stream.maxLength(), fields);
        }
    }
}
