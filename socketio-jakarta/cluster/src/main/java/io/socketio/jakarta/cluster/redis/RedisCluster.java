package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.cluster.message.Unreadable;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.time.Duration;

/**
 * Joins a server with others through Redis, in the formats of npm {@code @socket.io/redis-adapter} 8, so that the others may run on Node.js. Delivery is
 * at most once: what is published while a server has no connection does not reach it. Thread-safe.
 *
 * @since 0.1
 */
public final class RedisCluster implements Cluster {

    private final ClusterOptions options;
    private final Redis redis;
    private final Unreadable unreadable;

    private RedisCluster(ClusterOptions options, Redis redis, RateLimitedLog log) {
        this.options = options;
        this.redis = redis;
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
        return options.adapter() == ClusterOptions.Adapter.SHARDED
                ? new ShardedTransport(redis, node, options, unreadable)
                : new ClassicTransport(redis, node, options, unreadable);
    }

    @Override
    public Duration requestTimeout() {
        return options.requestTimeout();
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
