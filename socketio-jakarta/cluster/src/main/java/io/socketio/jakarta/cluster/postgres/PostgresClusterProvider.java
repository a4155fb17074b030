package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterProvider;

/**
 * Creates clusters for the addresses of PostgreSQL in the setting {@code socketio.cluster}.
 *
 * @since 0.1
 */
public final class PostgresClusterProvider implements ClusterProvider {

    /** For the {@link java.util.ServiceLoader}. */
    public PostgresClusterProvider() {}

    @Override
    public boolean supports(String scheme) {
        return scheme.equals("postgresql") || scheme.equals("postgres");
    }

    @Override
    public Cluster create(String address) {
        try {
            return PostgresCluster.connect(PostgresOptions.parse(address));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("socketio.cluster: " + e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("socketio.cluster needs org.postgresql:postgresql in the application", e);
        }
    }
}
