package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Joins a server with others through PostgreSQL, in the format of npm {@code @socket.io/postgres-adapter} 0.5, so that the others may run on Node.js.
 * Delivery is at most once: what is published while a server has no connection does not reach it. Occupies two connections and two threads, for all
 * namespaces. Thread-safe.
 *
 * @since 0.1
 */
public final class PostgresCluster implements Cluster {

    private final PostgresOptions options;
    private final Postgres postgres;
    private final RateLimitedLog log;

    private PostgresCluster(PostgresOptions options, Postgres postgres, RateLimitedLog log) {
        this.options = options;
        this.postgres = postgres;
        this.log = log;
    }

    /**
     * Connects to PostgreSQL. Waits for the connection for a few seconds. If there is none, or PostgreSQL is too old, refuses the credentials or does not
     * have the table, the server is alone until a later attempt succeeds; unless {@link PostgresOptions#required}.
     *
     * @throws IllegalArgumentException if the address is wrong, or there is no data source with its name
     * @throws IllegalStateException if PostgreSQL is required and cannot be used; the message says why
     */
    public static PostgresCluster connect(PostgresOptions options) {
        RateLimitedLog log = new RateLimitedLog(System::nanoTime);
        return new PostgresCluster(options, Jdbc.connect(options, true, log), log);
    }

    /** Connects with the defaults. @param dataSource gives connections of PgJDBC, also behind the wrappers of a pool */
    public static PostgresCluster connect(DataSource dataSource) {
        return connect(PostgresOptions.of(dataSource));
    }

    @Override
    public ClusterTransport connect(ClusterNode node) {
        return new PostgresTransport(postgres, node, options, log);
    }

    @Override
    public Duration heartbeatInterval() {
        return options.heartbeatInterval();
    }

    @Override
    public Duration heartbeatTimeout() {
        return options.heartbeatTimeout();
    }

    @Override
    public Duration requestTimeout() {
        return options.requestTimeout();
    }

    @Override
    public boolean isConnected() {
        return postgres.isConnected();
    }

    /** Returns the connections. Waits for that, a few seconds at most. */
    @Override
    public void close() {
        postgres.close();
    }
}
