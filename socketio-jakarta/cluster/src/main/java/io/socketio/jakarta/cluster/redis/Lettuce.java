package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * Redis through Lettuce, on two connections: one for commands, one that is subscribed; and one for each stream that is read. Whatever is to be subscribed is remembered here, and subscribed
 * on each new connection. Thread-safe.
 */
final class Lettuce<C extends StatefulConnection<String, byte[]>> implements Redis {

    private final Store<C> store;
    private final StartCheck check;
    private final Reconnecting<C> commands;
    private final Reconnecting<StatefulRedisPubSubConnection<String, byte[]>> subscriber;
    private final LettuceStreams<C> streams;

    /** Also held while subscriptions are sent, so that they are sent in the order of the calls; sending does not block. */
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock. */
    private final Map<Subscription, Wanted> wanted = new HashMap<>();

    /** Subscriptions that are wanted together. @param confirmed completes when Redis has confirmed them for the first time */
    private record Wanted(List<Subscription> all, Receiver receiver, CompletableFuture<Void> confirmed) {}

    private Lettuce(Store<C> store, StartCheck check) {
        this.store = store;
        this.check = check;
        this.commands = new Reconnecting<>(
                store::connect,
                connection -> store.commands(connection).ping(),
                connection -> info(connection).thenAccept(check::onInfo),
                check::onLost,
                store.timer());
        this.subscriber = new Reconnecting<>(
                store::connectSubscriber,
                connection -> connection.async().ping(),
                this::onSubscriber,
                check::onLost,
                store.timer());
        this.streams = new LettuceStreams<>(store, commands, check);
    }

    /** Connects, and waits a few seconds for that. @throws IllegalStateException if Redis is required and cannot be used */
    static Redis connect(ClusterOptions options, RateLimitedLog log) {
        return connect(Stores.of(options), options, log);
    }

    private static <C extends StatefulConnection<String, byte[]>> Redis connect(
            Store<C> store, ClusterOptions options, RateLimitedLog log) {
        StartCheck check = new StartCheck(store.address(), options, log);
        Lettuce<C> redis = new Lettuce<>(store, check);
        try {
            check.await(CompletableFuture.allOf(redis.commands.start(), redis.subscriber.start())
                    .thenCompose(connected -> redis.version()));
        } catch (RuntimeException e) {
            redis.close();
            throw e;
        }
        return redis;
    }

    private CompletionStage<String> version() {
        C connection = commands.current();
        return connection == null ? disconnected() : info(connection).exceptionally(Lettuce::unlessRefused);
    }

    private CompletionStage<String> info(C connection) {
        return store.commands(connection).info("server");
    }

    /** A user who may not ask for the version can still use channels. */
    private static String unlessRefused(Throwable failure) {
        if (StartCheck.cause(failure) instanceof RedisCommandExecutionException) {
            return "";
        }
        throw new CompletionException(failure);
    }

    static <T> CompletionStage<T> disconnected() {
        return CompletableFuture.failedStage(new IllegalStateException("there is no connection to Redis"));
    }

    // ---- Commands

    @Override
    public CompletionStage<?> publish(Kind kind, String channel, byte[] payload) {
        C connection = commands.current();
        if (connection == null) {
            return disconnected();
        }
        return kind == Kind.SHARD
                ? store.commands(connection).spublish(channel, payload)
                : store.commands(connection).publish(channel, payload);
    }

    @Override
    public CompletionStage<Integer> subscribers(Kind kind, String channel) {
        C connection = commands.current();
        return connection == null ? disconnected() : store.subscribers(connection, kind, channel);
    }

    // ---- Subscriptions

    @Override
    public CompletionStage<Void> subscribe(List<Subscription> subscriptions, Receiver receiver) {
        Wanted together = new Wanted(subscriptions, receiver, new CompletableFuture<>());
        lock.lock();
        try {
            subscriptions.forEach(each -> wanted.put(each, together));
            StatefulRedisPubSubConnection<String, byte[]> connection = subscriber.current();
            if (connection != null) {
                send(connection, together);
            }
        } finally {
            lock.unlock();
        }
        return together.confirmed;
    }

    @Override
    public void unsubscribe(List<Subscription> subscriptions) {
        lock.lock();
        try {
            wanted.keySet().removeAll(subscriptions);
            StatefulRedisPubSubConnection<String, byte[]> connection = subscriber.current();
            if (connection != null) {
                RedisPubSubAsyncCommands<String, byte[]> async = connection.async();
                each(subscriptions, Kind.CHANNEL, async, RedisPubSubAsyncCommands::unsubscribe);
                each(subscriptions, Kind.PATTERN, async, RedisPubSubAsyncCommands::punsubscribe);
                each(subscriptions, Kind.SHARD, async, RedisPubSubAsyncCommands::sunsubscribe);
            }
        } finally {
            lock.unlock();
        }
    }

    private void onSubscriber(StatefulRedisPubSubConnection<String, byte[]> connection) {
        connection.addListener(new Dispatcher());
        lock.lock();
        try {
            wanted.values().stream().distinct().forEach(together -> send(connection, together));
        } finally {
            lock.unlock();
        }
    }

    private void send(StatefulRedisPubSubConnection<String, byte[]> connection, Wanted together) {
        RedisPubSubAsyncCommands<String, byte[]> async = connection.async();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        sent.addAll(each(together.all, Kind.PATTERN, async, RedisPubSubAsyncCommands::psubscribe));
        sent.addAll(each(together.all, Kind.CHANNEL, async, RedisPubSubAsyncCommands::subscribe));
        sent.addAll(each(together.all, Kind.SHARD, async, RedisPubSubAsyncCommands::ssubscribe));
        CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0])).whenComplete((done, failure) -> {
            if (failure == null) {
                together.confirmed.complete(null);
            } else if (StartCheck.cause(failure) instanceof RedisCommandExecutionException refused) {
                together.confirmed.completeExceptionally(refused);
            } else {
                subscriber.lost(connection, failure);
            }
        });
    }

    /** One command for all channels of a kind; but shard channels can belong to different nodes, and have a command each. */
    private static List<CompletableFuture<?>> each(
            List<Subscription> subscriptions,
            Kind kind,
            RedisPubSubAsyncCommands<String, byte[]> async,
            BiFunction<RedisPubSubAsyncCommands<String, byte[]>, String[], ? extends CompletionStage<Void>> command) {
        List<String> names = subscriptions.stream()
                .filter(each -> each.kind() == kind)
                .map(Subscription::name)
                .toList();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        if (kind == Kind.SHARD) {
            names.forEach(
                    name -> sent.add(command.apply(async, new String[] {name}).toCompletableFuture()));
        } else if (!names.isEmpty()) {
            sent.add(command.apply(async, names.toArray(new String[0])).toCompletableFuture());
        }
        return sent;
    }

    /** Hands what arrives to its receiver. */
    private final class Dispatcher extends RedisPubSubAdapter<String, byte[]> {

        @Override
        public void message(String channel, byte[] payload) {
            dispatch(new Subscription(Kind.CHANNEL, channel), channel, payload);
        }

        @Override
        public void message(String pattern, String channel, byte[] payload) {
            dispatch(new Subscription(Kind.PATTERN, pattern), channel, payload);
        }

        @Override
        public void smessage(String channel, byte[] payload) {
            dispatch(new Subscription(Kind.SHARD, channel), channel, payload);
        }
    }

    private void dispatch(Subscription subscription, String channel, byte[] payload) {
        Wanted together;
        lock.lock();
        try {
            together = wanted.get(subscription);
        } finally {
            lock.unlock();
        }
        if (together != null) {
            together.receiver.onMessage(channel, payload);
        }
    }

    @Override
    public Streams streams() {
        return streams;
    }

    // ---- State

    @Override
    public boolean isConnected() {
        return commands.current() != null && subscriber.current() != null && streams.isConnected();
    }

    @Override
    public void close() {
        check.close();
        commands.close();
        subscriber.close();
        streams.close();
        store.close();
        List<Wanted> unconfirmed;
        lock.lock();
        try {
            unconfirmed = List.copyOf(wanted.values());
            wanted.clear();
        } finally {
            lock.unlock();
        }
        unconfirmed.forEach(each -> each.confirmed.completeExceptionally(new IllegalStateException("closed")));
    }
}
