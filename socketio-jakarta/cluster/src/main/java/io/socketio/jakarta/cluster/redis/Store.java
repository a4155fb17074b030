package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What differs between one Redis server, also behind Sentinel, and a Redis Cluster.
 *
 * @param <C> the connection for commands
 */
interface Store<C extends StatefulConnection<String, byte[]>> {

    /** Returns the address without credentials. */
    String address();

    CompletionStage<C> connect();

    CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectSubscriber();

    RedisClusterAsyncCommands<String, byte[]> commands(C connection);

    CompletionStage<Integer> subscribers(C connection, Redis.Kind kind, String channel);

    ScheduledExecutorService timer();

    /** Ends all threads. */
    void close();
}
