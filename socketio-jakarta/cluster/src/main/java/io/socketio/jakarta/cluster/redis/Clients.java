package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import io.socketio.jakarta.internal.log.Loggers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How clients of Lettuce are configured. */
final class Clients {

    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /** A server that has not answered a command for so long is taken for gone. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Commands that may wait for their answer; the library limits the bytes of what they publish. */
    private static final int MAX_WAITING_COMMANDS = 65_536;

    /** Lettuce needs two, which have little to do. */
    private static final int COMPUTATION_THREADS = 2;

    private static final long SHUTDOWN_SECONDS = 2;

    private Clients() {}

    /**
     * All connections share one thread, which waits for Redis and never for anything else: Redis answers a message that is published, and sends it back
     * to its publisher, at the same time, and one wake-up is enough for both.
     */
    static ClientResources resources() {
        return DefaultClientResources.builder()
                .eventLoopGroupProvider(new DefaultEventLoopGroupProvider(1))
                .computationThreadPoolSize(COMPUTATION_THREADS)
                // By default, it depends on which libraries the application has.
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
    }

    /**
     * @param blockTime for which Redis may wait for entries of a stream before it answers
     * @param reconnect whether Lettuce makes lost connections anew, as for the nodes of a Redis Cluster; then commands wait for them, up to the timeout
     */
    static <B extends ClientOptions.Builder> B configure(B builder, Duration blockTime, boolean reconnect) {
        builder.autoReconnect(reconnect)
                .disconnectedBehavior(
                        reconnect
                                ? ClientOptions.DisconnectedBehavior.DEFAULT
                                : ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_WAITING_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(TIMEOUT)
                        .keepAlive(true)
                        .build())
                .timeoutOptions(TimeoutOptions.builder()
                        .timeoutCommands()
                        .timeoutSource(new Timeouts(blockTime))
                        .build());
        return builder;
    }

    /** Lettuce's timers are cheap; they are not exact, and need not be. */
    private static final class Timeouts extends TimeoutOptions.TimeoutSource {

        private final long readMillis;

        Timeouts(Duration blockTime) {
            this.readMillis = blockTime.plus(TIMEOUT).toMillis();
        }

        @Override
        public long getTimeout(RedisCommand<?, ?, ?> command) {
            return command.getType() == CommandType.XREAD ? readMillis : TIMEOUT.toMillis();
        }
    }

    /** Lettuce's own default, a minute, is too long for a handshake with a server that hangs. */
    static RedisURI withTimeout(RedisURI uri) {
        if (uri.getTimeout().equals(RedisURI.DEFAULT_TIMEOUT_DURATION)) {
            uri.setTimeout(TIMEOUT);
        }
        return uri;
    }

    /**
     * Waits a short time for the threads, because containers warn of those that outlive the application; but not on a thread of Netty, which may be one
     * of them.
     */
    static void close(AbstractRedisClient client, ClientResources resources) {
        CompletableFuture<?> ended = client.shutdownAsync(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS)
                .handle((done, failure) -> CompletableFuture.allOf(
                        ended(resources.shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS)),
                        // Lettuce ends only those that it has made itself.
                        ended(resources.eventLoopGroupProvider().shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS))))
                .thenCompose(threads -> threads);
        if (!(Thread.currentThread() instanceof FastThreadLocalThread)) {
            await(ended);
        }
    }

    private static CompletableFuture<Void> ended(Future<?> future) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        future.addListener(done -> ended.complete(null));
        return ended;
    }

    private static void await(CompletableFuture<?> ended) {
        try {
            ended.get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            Loggers.CLUSTER.log(System.Logger.Level.DEBUG, "the threads of Lettuce have not ended yet", e);
        }
    }
}
