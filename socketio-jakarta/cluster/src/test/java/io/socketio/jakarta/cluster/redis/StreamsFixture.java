package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterRecovery;
import io.socketio.jakarta.cluster.message.FakeNode;
import io.socketio.jakarta.cluster.message.Unreadable;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.concurrent.CompletableFuture;

/** One namespace with the transport for Redis Streams, on a Redis in memory. */
final class StreamsFixture {

    final MemoryRedis redis = new MemoryRedis();
    final MemoryStreams streams = redis.streams;
    final FakeNode node;
    final StreamReader reader;
    final StreamsTransport transport;

    StreamsFixture(String uid) {
        this(uid, ClusterOptions.streams("redis://localhost"));
    }

    StreamsFixture(String uid, ClusterOptions options) {
        this("/", uid, options);
    }

    StreamsFixture(String namespace, String uid, ClusterOptions options) {
        RateLimitedLog log = new RateLimitedLog(System::nanoTime);
        node = new FakeNode(namespace, uid);
        reader = new StreamReader(streams, options.stream().streamOf(namespace), options.stream(), log);
        transport = new StreamsTransport(redis, node, options, reader, new Limiter(16), new Unreadable(log));
    }

    /** The namespace receives. */
    StreamsFixture open() {
        reader.start();
        transport.open();
        return this;
    }

    CompletableFuture<ClusterRecovery> restore(String privateId, String offset) {
        CompletableFuture<ClusterRecovery> result = new CompletableFuture<>();
        transport.restoreSession(privateId, offset, result);
        return result;
    }

    /** Adds an event as another server would. @param opts as JSON. @return its offset */
    String event(String namespace, String opts, String array) {
        return streams.receives(
                        "socket.io",
                        "uid",
                        "other",
                        "nsp",
                        namespace,
                        "type",
                        "3",
                        "data",
                        "{\"packet\":{\"type\":2,\"data\":" + array + "},\"opts\":" + opts + "}")
                .toString();
    }

    /** Adds an event for all clients of the namespace. */
    String event(String array) {
        return event(node.namespace(), "{\"rooms\":[],\"except\":[],\"flags\":{}}", array);
    }
}
