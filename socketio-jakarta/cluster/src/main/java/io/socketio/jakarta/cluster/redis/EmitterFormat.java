package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.redis.Redis.Kind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an emitter publishes, by the adapter of the servers. */
abstract sealed class EmitterFormat {

    /** The packet type EVENT. */
    private static final int EVENT = 2;

    final ClusterOptions options;

    private EmitterFormat(ClusterOptions options) {
        this.options = options;
    }

    record Published(Kind kind, String channel, byte[] payload) {}

    static EmitterFormat of(ClusterOptions options) {
        return options.adapter() == ClusterOptions.Adapter.SHARDED ? new Sharded(options) : new Classic(options);
    }

    abstract Published broadcast(SocketIoEmitter emitter, List<@Nullable Object> event);

    abstract Published join(SocketIoEmitter emitter, List<String> rooms);

    abstract Published leave(SocketIoEmitter emitter, List<String> rooms);

    abstract Published disconnect(SocketIoEmitter emitter, boolean close);

    abstract Published serverSideEmit(SocketIoEmitter emitter, List<@Nullable Object> event);

    String channel(SocketIoEmitter emitter) {
        return options.prefix() + "#" + emitter.namespace() + "#";
    }

    static Map<String, @Nullable Object> map(@Nullable Object... members) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put(String.valueOf(members[i]), members[i + 1]);
        }
        return map;
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
            Map<String, @Nullable Object> packet = map("type", EVENT, "data", event, "nsp", emitter.namespace());
            List<Object> message =
                    Arrays.asList(ClusterMessage.EMITTER, packet, emitter.opts("rooms", "flags", "except"));
            return new Published(Kind.CHANNEL, channel, emitter.msgpack(message));
        }

        @Override
        Published join(SocketIoEmitter emitter, List<String> rooms) {
            return request(
                    emitter,
                    map("type", ClassicCodec.REMOTE_JOIN, "opts", emitter.opts("rooms", "except"), "rooms", rooms));
        }

        @Override
        Published leave(SocketIoEmitter emitter, List<String> rooms) {
            return request(
                    emitter,
                    map("type", ClassicCodec.REMOTE_LEAVE, "opts", emitter.opts("rooms", "except"), "rooms", rooms));
        }

        @Override
        Published disconnect(SocketIoEmitter emitter, boolean close) {
            return request(
                    emitter,
                    map(
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
                    emitter, map("uid", ClusterMessage.EMITTER, "type", ClassicCodec.SERVER_SIDE_EMIT, "data", event));
        }

        private Published request(SocketIoEmitter emitter, Map<String, @Nullable Object> request) {
            String channel = options.prefix() + "-request#" + emitter.namespace() + "#";
            return new Published(Kind.CHANNEL, channel, emitter.json(request));
        }
    }

    /** The messages of servers, from {@code emitter}. They go to the channel of the namespace, which all servers have in every mode. */
    private static final class Sharded extends EmitterFormat {

        Sharded(ClusterOptions options) {
            super(options);
        }

        @Override
        Published broadcast(SocketIoEmitter emitter, List<@Nullable Object> event) {
            Map<String, @Nullable Object> packet = map("type", EVENT, "data", event);
            return message(
                    emitter,
                    Type.BROADCAST,
                    map("packet", packet, "opts", emitter.opts("rooms", "except", "flags")),
                    true);
        }

        @Override
        Published join(SocketIoEmitter emitter, List<String> rooms) {
            return message(emitter, Type.SOCKETS_JOIN, map("opts", selection(emitter), "rooms", rooms), false);
        }

        @Override
        Published leave(SocketIoEmitter emitter, List<String> rooms) {
            return message(emitter, Type.SOCKETS_LEAVE, map("opts", selection(emitter), "rooms", rooms), false);
        }

        @Override
        Published disconnect(SocketIoEmitter emitter, boolean close) {
            return message(emitter, Type.DISCONNECT_SOCKETS, map("opts", selection(emitter), "close", close), false);
        }

        @Override
        Published serverSideEmit(SocketIoEmitter emitter, List<@Nullable Object> event) {
            return message(emitter, Type.SERVER_SIDE_EMIT, map("packet", event), true);
        }

        private static Map<String, @Nullable Object> selection(SocketIoEmitter emitter) {
            return emitter.opts("rooms", "except", "flags");
        }

        /** @param msgpack whether there may be binary values, which JSON does not have */
        private Published message(
                SocketIoEmitter emitter, Type type, Map<String, @Nullable Object> data, boolean msgpack) {
            Map<String, @Nullable Object> message =
                    new ClusterMessage(type, data, ClusterMessage.EMITTER, emitter.namespace()).toMap();
            return new Published(
                    Kind.SHARD, channel(emitter), msgpack ? emitter.msgpack(message) : emitter.json(message));
        }
    }
}
