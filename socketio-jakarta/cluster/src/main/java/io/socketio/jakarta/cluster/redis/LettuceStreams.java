package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.socketio.jakarta.cluster.NotPublishedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Streams and keys through Lettuce: on the connection for commands, and on one more for each reader. Thread-safe. */
final class LettuceStreams<C extends StatefulConnection<String, byte[]>> implements Streams {

    private final Store<C> store;
    private final Reconnecting<C> commands;
    private final StartCheck check;
    private final List<Following> followed = new CopyOnWriteArrayList<>();

    LettuceStreams(Store<C> store, Reconnecting<C> commands, StartCheck check) {
        this.store = store;
        this.commands = commands;
        this.check = check;
    }

    private <T> CompletionStage<T> command(
            Function<RedisClusterAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
        C connection = commands.current();
        return connection == null ? Lettuce.disconnected() : command.apply(store.commands(connection));
    }

    @Override
    public CompletionStage<StreamId> add(String stream, long maxLength, Map<String, byte[]> fields) {
        C connection = commands.current();
        if (connection == null) {
            return CompletableFuture.failedStage(new NotPublishedException("there is no connection to Redis"));
        }
        XAddArgs args = new XAddArgs().maxlen(maxLength).approximateTrimming();
        return store.commands(connection).xadd(stream, args, fields).handle(LettuceStreams::added);
    }

    private static StreamId added(@Nullable String id, @Nullable Throwable failure) {
        if (failure == null && id != null) {
            return id(id);
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof RedisCommandExecutionException) {
            throw new NotPublishedException("Redis refuses the entry", cause);
        }
        throw new CompletionException(cause);
    }

    @Override
    public CompletionStage<List<Entry>> range(String stream, StreamId from, int count) {
        Range<String> range = Range.from(Range.Boundary.including(from.toString()), Range.Boundary.unbounded());
        return command(redis -> redis.xrange(stream, range, Limit.from(count))).thenApply(LettuceStreams::entries);
    }

    @Override
    public CompletionStage<?> put(String key, byte[] value, Duration expiry) {
        return command(redis -> redis.set(key, value, SetArgs.Builder.px(expiry.toMillis())));
    }

    @Override
    public CompletionStage<byte @Nullable []> take(String key) {
        return command(redis -> redis.getdel(key));
    }

    private static StreamId id(String text) {
        return Objects.requireNonNull(StreamId.of(text), "the id of an entry");
    }

    private static List<Entry> entries(@Nullable List<StreamMessage<String, byte[]>> messages) {
        if (messages == null) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>(messages.size());
        for (StreamMessage<String, byte[]> each : messages) {
            entries.add(new Entry(id(each.getId()), each.getBody()));
        }
        return entries;
    }

    @Override
    public Runnable later(Runnable task, Duration delay) {
        ScheduledExecutorService timer = store.timer();
        if (timer.isShutdown()) {
            return () -> {};
        }
        Future<?> scheduled = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    // ---- Readers

    @Override
    public void follow(Follower follower) {
        Following following = new Following(follower);
        followed.add(following);
        following.connection.start();
    }

    /** Returns whether all readers have a connection. */
    boolean isConnected() {
        for (Following each : followed) {
            if (each.connection.current() == null) {
                return false;
            }
        }
        return true;
    }

    void close() {
        followed.forEach(each -> each.connection.close());
    }

    /** One reader. A ping would wait behind the command that waits for entries, which has a timeout of its own. */
    private final class Following {

        private final Follower follower;
        private final Reconnecting<C> connection;

        Following(Follower follower) {
            this.follower = follower;
            this.connection = new Reconnecting<>(
                    store::connect,
                    open -> CompletableFuture.completedStage(null),
                    open -> follower.onConnected(new OpenReads(this, open)),
                    check::onLost,
                    store.timer());
        }
    }

    private final class OpenReads implements Reads {

        private final Following following;
        private final C open;

        OpenReads(Following following, C open) {
            this.following = following;
            this.open = open;
        }

        @Override
        public CompletionStage<Ends> ends(String stream) {
            RedisClusterAsyncCommands<String, byte[]> redis = store.commands(open);
            return redis.xrange(stream, Range.unbounded(), Limit.from(1))
                    .thenCombine(
                            redis.xrevrange(stream, Range.unbounded(), Limit.from(1)),
                            (first, last) -> new Ends(only(first), only(last)));
        }

        private static StreamId only(List<StreamMessage<String, byte[]>> messages) {
            return messages.isEmpty() ? StreamId.ZERO : id(messages.get(0).getId());
        }

        @Override
        @SuppressWarnings("unchecked")
        public CompletionStage<List<Entry>> read(String stream, StreamId after, int count, Duration wait) {
            return store.commands(open)
                    .xread(
                            new XReadArgs().count(count).block(wait),
                            XReadArgs.StreamOffset.from(stream, after.toString()))
                    .thenApply(LettuceStreams::entries);
        }

        @Override
        public void giveUp(Throwable reason) {
            following.connection.lost(open, reason);
        }
    }
}
