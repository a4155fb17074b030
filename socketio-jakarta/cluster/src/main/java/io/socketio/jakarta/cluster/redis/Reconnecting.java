package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis that is made anew, with backoff, whenever it is lost: when it closes, and when a ping is not answered in time. Lettuce can do
 * that as well, but not for the first connection, and what is subscribed meanwhile would wait without a limit. Thread-safe.
 */
final class Reconnecting<C extends StatefulConnection<String, byte[]>> {

    private static final long FIRST_DELAY_MS = 100;
    private static final long LONGEST_DELAY_MS = 5_000;
    private static final long PING_INTERVAL_MS = 5_000;

    private final Supplier<CompletionStage<C>> connect;
    private final Function<C, CompletionStage<?>> ping;
    private final Consumer<C> onConnected;
    private final Consumer<Throwable> onLost;
    private final ScheduledExecutorService timer;

    /** Null while there is no connection. */
    private final AtomicReference<@Nullable C> current = new AtomicReference<>();

    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
    private volatile boolean closed;
    /** Only one attempt is made at a time. */
    private volatile int attempts;

    /**
     * @param ping completes when the server has answered, or fails when it has not in time
     * @param onConnected is given each new connection
     * @param onLost is told why there is no connection; called again for each attempt that fails
     * @param timer runs short tasks
     */
    Reconnecting(
            Supplier<CompletionStage<C>> connect,
            Function<C, CompletionStage<?>> ping,
            Consumer<C> onConnected,
            Consumer<Throwable> onLost,
            ScheduledExecutorService timer) {
        this.connect = connect;
        this.ping = ping;
        this.onConnected = onConnected;
        this.onLost = onLost;
        this.timer = timer;
    }

    /** Begins to connect. @return the result of the first attempt */
    CompletableFuture<Void> start() {
        attempt();
        return firstAttempt;
    }

    /** Returns the connection, or null while there is none. */
    @Nullable
    C current() {
        return current.get();
    }

    private void attempt() {
        if (closed) {
            return;
        }
        CompletionStage<C> connecting;
        try {
            connecting = connect.get();
        } catch (RuntimeException e) {
            connecting = CompletableFuture.failedStage(e);
        }
        connecting.whenComplete((connection, failure) -> {
            if (failure != null) {
                onLost.accept(failure);
                retry();
                firstAttempt.completeExceptionally(failure);
            } else if (closed) {
                connection.closeAsync();
            } else {
                begin(connection);
                firstAttempt.complete(null);
            }
        });
    }

    private void begin(C connection) {
        attempts = 0;
        current.set(connection);
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> disconnected) {
                lost(connection, new IllegalStateException("the connection was closed"));
            }
        });
        onConnected.accept(connection);
        schedulePing(connection);
        if (closed) {
            close();
        } else if (!connection.isOpen()) {
            lost(connection, new IllegalStateException("the connection was closed"));
        }
    }

    /** Gives up a connection, if it is the current one, and makes another. */
    void lost(C connection, Throwable reason) {
        if (current.compareAndSet(connection, null)) {
            connection.closeAsync();
            if (!closed) {
                onLost.accept(reason);
                retry();
            }
        }
    }

    private void schedulePing(C connection) {
        later(() -> ping(connection), PING_INTERVAL_MS);
    }

    private void ping(C connection) {
        if (current.get() == connection) {
            ping.apply(connection).whenComplete((answer, failure) -> {
                if (failure == null) {
                    schedulePing(connection);
                } else {
                    lost(connection, failure);
                }
            });
        }
    }

    /** The delay doubles with each attempt, and is random by a half, so that the servers of a cluster do not come back all at once. */
    private void retry() {
        long delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS << Math.min(attempts, 10));
        attempts++;
        later(this::attempt, delay / 2 + ThreadLocalRandom.current().nextLong(delay / 2 + 1));
    }

    private void later(Runnable task, long millis) {
        if (!closed && !timer.isShutdown()) {
            timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Idempotent. */
    void close() {
        closed = true;
        C connection = current.getAndSet(null);
        if (connection != null) {
            connection.closeAsync();
        }
    }
}
