package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.api.StatefulConnection;
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

    CompletionStage<?> ping(C connection);

    /** Returns the section {@code server} of {@code INFO}. */
    CompletionStage<String> info(C connection);

    CompletionStage<?> publish(C connection, Redis.Kind kind, String channel, byte[] payload);

    CompletionStage<Integer> subscribers(C connection, Redis.Kind kind, String channel);

    ScheduledExecutorService timer();

    /** Ends all threads. */
    void close();
}
