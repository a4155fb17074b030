package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.cluster.message.Unreadable;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Joins a server with others through Redis, in the formats of npm {@code @socket.io/redis-adapter} 8 and {@code @socket.io/redis-streams-adapter} 0.3, so
 * that the others may run on Node.js. Delivery is at most once: what is published while a server has no connection does not reach it; with the streams
 * adapter it does, as long as the stream holds it. Thread-safe.
 *
 * @since 0.1
 */
public final class RedisCluster implements Cluster {

    /** How many sessions are read from Redis at a time, so that memory does not grow with the clients that come back all at once. */
    private static final int RESTORED_AT_A_TIME = 16;

    private final ClusterOptions options;
    private final Redis redis;
    private final RateLimitedLog log;
    private final Unreadable unreadable;
    private final Limiter restoring = new Limiter(RESTORED_AT_A_TIME);
    private final Map<String, StreamReader> readers = new ConcurrentHashMap<>();

    private RedisCluster(ClusterOptions options, Redis redis, RateLimitedLog log) {
        this.options = options;
        this.redis = redis;
        this.log = log;
        this.unreadable = new Unreadable(log);
    }

    /**
     * Connects to Redis. Waits for the connection for a few seconds. If there is none, or Redis is too old or refuses the credentials, the server is alone
     * until a later attempt succeeds; unless {@link ClusterOptions#required}.
     *
     * @throws IllegalStateException if Redis is required and cannot be used; the message says why
     */
    public static RedisCluster connect(ClusterOptions options) {
        RateLimitedLog log = new RateLimitedLog(System::nanoTime);
        return new RedisCluster(options, Lettuce.connect(options, log), log);
    }

    @Override
    public ClusterTransport connect(ClusterNode node) {
        return switch (options.adapter()) {
            case CLASSIC -> new ClassicTransport(redis, node, options, unreadable);
            case SHARDED -> new ShardedTransport(redis, node, options, unreadable);
            case STREAMS ->
                new StreamsTransport(redis, node, options, readerFor(node.namespace()), restoring, unreadable);
        };
    }

    /** All namespaces of a stream share a reader. */
    private StreamReader readerFor(String namespace) {
        if (!options.stream().isReadByAll(namespace)) {
            log.warn(
                    Loggers.CLUSTER,
                    "SIO-0434",
                    "",
                    "namespace " + LogText.plain(namespace)
                            + " has a stream that servers on Node.js do not read, because its number is negative (streamCount): "
                            + options.stream().streamOf(namespace),
                    null);
        }
        return readers.computeIfAbsent(options.stream().streamOf(namespace), this::startReader);
    }

    private StreamReader startReader(String stream) {
        StreamReader reader = new StreamReader(redis.streams(), stream, options.stream(), log);
        reader.start();
        return reader;
    }

    @Override
    public Duration requestTimeout() {
        return options.requestTimeout();
    }

    @Override
    public Duration offsetTimeout() {
        return options.stream().offsetTimeout();
    }

    @Override
    public boolean isConnected() {
        return redis.isConnected();
    }

    @Override
    public void close() {
        redis.close();
    }
}
