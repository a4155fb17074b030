package io.socketio.jakarta.clusters;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.redis.ClusterOptions;
import io.socketio.jakarta.cluster.redis.RedisCluster;
import io.socketio.jakarta.cluster.redis.SocketIoEmitter;
import io.socketio.jakarta.cluster.redis.StreamOptions;
import io.socketio.jakarta.cluster.redis.TlsOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Vetoed;
import java.nio.file.Path;

/** The snippets of docs/cluster.md. */
final class RedisSnippets {

    private RedisSnippets() {}

    @Vetoed
    static class Producer {
        @Produces
        @ApplicationScoped
        Cluster redis() {
            return RedisCluster.connect(
                    ClusterOptions.sharded("rediss://user:password@host").withPrefix("shop"));
        }
    }

    static Cluster streams() {
        Cluster streams = RedisCluster.connect(ClusterOptions.streams("redis://host:6379")
                .withStream(StreamOptions.defaults().withMaxLength(100_000)));
        return streams;
    }

    static Cluster tls() {
        Cluster tls = RedisCluster.connect(ClusterOptions.classic("rediss://redis.example")
                .withTls(TlsOptions.defaults().withTrustStore(Path.of("/etc/shop/ca.pem"), "")));
        return tls;
    }

    static boolean health(SocketIoServer io) {
        boolean up = io.cluster().toCompletableFuture().join().connected();
        return up;
    }

    static void emit() {
        SocketIoEmitter emitter = SocketIoEmitter.connect(ClusterOptions.classic("redis://host:6379"));
        emitter.of("/shop").to("shoes").emit("price", 59.90);
        emitter.in("shoes").socketsJoin("sale");
    }
}
