package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/** One Redis server, or the one that Sentinel names. Each connection asks Sentinel anew. */
final class SingleStore implements Store<StatefulRedisConnection<String, byte[]>> {

    private final RedisURI uri;
    private final LettuceThreads threads = new LettuceThreads();
    private final RedisClient client = RedisClient.create(threads.resources());

    SingleStore(RedisURI uri, SslOptions ssl, Duration blockTime) {
        this.uri = Clients.withTimeout(uri);
        client.setOptions(Clients.configure(ClientOptions.builder(), blockTime, false)
                .sslOptions(ssl)
                .build());
    }

    @Override
    public String address() {
        if (uri.getSentinels().isEmpty()) {
            return uri.getHost() == null ? "the socket " + uri.getSocket() : uri.getHost() + ":" + uri.getPort();
        }
        return uri.getSentinels().stream()
                .map(sentinel -> sentinel.getHost() + ":" + sentinel.getPort())
                .collect(Collectors.joining(",", "the sentinels ", ""));
    }

    @Override
    public CompletionStage<StatefulRedisConnection<String, byte[]>> connect() {
        return client.connectAsync(Clients.CODEC, uri);
    }

    @Override
    public CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectSubscriber() {
        return client.connectPubSubAsync(Clients.CODEC, uri);
    }

    @Override
    public RedisClusterAsyncCommands<String, byte[]> commands(StatefulRedisConnection<String, byte[]> connection) {
        return connection.async();
    }

    @Override
    public CompletionStage<Integer> subscribers(
            StatefulRedisConnection<String, byte[]> connection, Redis.Kind kind, String channel) {
        RedisClusterAsyncCommands<String, byte[]> commands = commands(connection);
        CompletionStage<Map<String, Long>> numbers =
                kind == Redis.Kind.SHARD ? commands.pubsubShardNumsub(channel) : commands.pubsubNumsub(channel);
        return numbers.thenApply(all -> all.getOrDefault(channel, 0L).intValue());
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
