package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.AsyncExecutions;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/** A Redis Cluster. Lettuce follows its topology and reconnects to its nodes. */
final class ClusterStore implements Store<StatefulRedisClusterConnection<String, byte[]>> {

    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(30);

    private final List<RedisURI> uris;
    private final LettuceThreads threads = new LettuceThreads();
    private final RedisClusterClient client;

    ClusterStore(String address, SslOptions ssl, Duration blockTime) {
        uris = RedisClusterURIUtil.toRedisURIs(URI.create(address));
        uris.forEach(Clients::withTimeout);
        client = RedisClusterClient.create(threads.resources(), uris);
        client.setOptions(Clients.configure(ClusterClientOptions.builder(), blockTime, true)
                .sslOptions(ssl)
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .enablePeriodicRefresh(REFRESH_INTERVAL)
                        .build())
                .build());
    }

    @Override
    public String address() {
        return uris.stream()
                .map(uri -> uri.getHost() + ":" + uri.getPort())
                .collect(Collectors.joining(",", "the Redis Cluster ", ""));
    }

    @Override
    public CompletionStage<StatefulRedisClusterConnection<String, byte[]>> connect() {
        return client.refreshPartitionsAsync().thenCompose(known -> client.connectAsync(Clients.CODEC));
    }

    @Override
    public CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectSubscriber() {
        return client.refreshPartitionsAsync()
                .thenCompose(known -> client.connectPubSubAsync(Clients.CODEC))
                .thenApply(connection -> connection);
    }

    @Override
    public RedisClusterAsyncCommands<String, byte[]> commands(
            StatefulRedisClusterConnection<String, byte[]> connection) {
        return connection.async();
    }

    /** Each node knows its own subscribers only. */
    @Override
    public CompletionStage<Integer> subscribers(
            StatefulRedisClusterConnection<String, byte[]> connection, Redis.Kind kind, String channel) {
        var nodes = connection.async().upstream().commands();
        AsyncExecutions<Map<String, Long>> numbers =
                kind == Redis.Kind.SHARD ? nodes.pubsubShardNumsub(channel) : nodes.pubsubNumsub(channel);
        CompletableFuture<?>[] all = numbers.futures();
        return CompletableFuture.allOf(all).thenApply(done -> {
            int sum = 0;
            for (CompletableFuture<?> each : all) {
                sum += ((Map<?, ?>) each.join()).get(channel) instanceof Long number ? number.intValue() : 0;
            }
            return sum;
        });
    }

    @Override
    public ScheduledExecutorService timer() {
        return threads.timer();
    }

    @Override
    public void close() {
        threads.close(client);
    }
}
