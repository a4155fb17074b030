package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;

/** How clients of Lettuce are configured. */
final class Clients {

    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /** A server that has not answered a command for so long is taken for gone. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Commands that may wait for their answer; the library limits the bytes of what they publish. */
    private static final int MAX_WAITING_COMMANDS = 65_536;

    private Clients() {}

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
}
