package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterProvider;
import java.util.Set;

/**
 * Creates clusters for the addresses of Redis in the setting {@code socketio.cluster}.
 *
 * @since 0.1
 */
public final class RedisClusterProvider implements ClusterProvider {

    private static final Set<String> SCHEMES = Set.of(
            "redis",
            "rediss",
            "redis-sentinel",
            "rediss-sentinel",
            "redis-cluster",
            "rediss-cluster",
            "redis-sharded",
            "redis-streams");

    /** For the {@link java.util.ServiceLoader}. */
    public RedisClusterProvider() {}

    @Override
    public boolean supports(String scheme) {
        return SCHEMES.contains(scheme);
    }

    @Override
    public Cluster create(String address) {
        try {
            return RedisCluster.connect(ClusterOptions.parse(address));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("socketio.cluster: " + e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("socketio.cluster needs io.lettuce:lettuce-core in the application", e);
        }
    }
}
