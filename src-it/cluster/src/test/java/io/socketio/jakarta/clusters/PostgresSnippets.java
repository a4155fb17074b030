package io.socketio.jakarta.clusters;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.postgres.PostgresCluster;
import io.socketio.jakarta.cluster.postgres.PostgresOptions;
import io.socketio.jakarta.cluster.postgres.SocketIoEmitter;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Vetoed;
import javax.sql.DataSource;

/** The snippets of docs/cluster.md. */
final class PostgresSnippets {

    private PostgresSnippets() {}

    @Vetoed
    static class Producer {
        @Resource(lookup = "java:comp/env/jdbc/cluster")
        DataSource dataSource;

        @Produces
        @ApplicationScoped
        Cluster postgres() {
            return PostgresCluster.connect(PostgresOptions.of(dataSource).withChannelPrefix("shop"));
        }
    }

    static void emit() {
        SocketIoEmitter emitter = SocketIoEmitter.connect(PostgresOptions.of("postgresql://user:password@host/shop"));
        emitter.of("/shop").to("shoes").emit("price", 59.90);
    }
}
