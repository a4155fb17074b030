package io.socketio.jakarta.cluster.redis;

import java.time.Duration;

/**
 * How servers use Redis Streams. The names, the number of streams and {@code shardedPubSub} must be the same on all servers of a cluster. Immutable.
 *
 * @param name of the stream, or what the names of several begin with; default {@code socket.io}
 * @param count over how many streams namespaces are spread, positive; default 1
 * @param maxLength about how many entries Redis keeps in a stream, positive; default 10,000. What a server or a client has missed can be read as long as it
 *     is among them.
 * @param readCount how many entries are read at once at most, positive; default 100
 * @param blockTime how long one command waits for entries, positive; default 5 s
 * @param sessionKeyPrefix what the keys of sessions begin with; default {@code sio:session:}
 * @param plaintext whether entries with binary values are JSON, too, with {@code {"type":"Buffer","data":[…]}} in their place; default false
 * @param shardedPubSub whether requests and responses go through shard channels, which need Redis 7; default false
 * @param offsetTimeout with connection state recovery, how long an event waits for its turn until clients of this server get it without its offset, positive;
 *     default 1 s
 * @since 0.1
 */
public record StreamOptions(
        String name,
        int count,
        long maxLength,
        int readCount,
        Duration blockTime,
        String sessionKeyPrefix,
        boolean plaintext,
        boolean shardedPubSub,
        Duration offsetTimeout) {

    private static final StreamOptions DEFAULTS = new StreamOptions(
            "socket.io", 1, 10_000, 100, Duration.ofSeconds(5), "sio:session:", false, false, Duration.ofSeconds(1));

    /** Checks the values. */
    public StreamOptions {
        if (name.isBlank() || sessionKeyPrefix.isBlank()) {
            throw new IllegalArgumentException("streamName and sessionKeyPrefix must not be blank");
        }
        positive("streamCount", count);
        positive("maxLen", maxLength);
        positive("readCount", readCount);
        positive("blockTime", blockTime.toMillis());
        positive("offsetTimeout", offsetTimeout.toMillis());
    }

    private static void positive(String setting, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(setting + " must be positive, but is " + value);
        }
    }

    /** Returns the defaults, which are those of the reference. */
    public static StreamOptions defaults() {
        return DEFAULTS;
    }

    public StreamOptions withName(String other) {
        return new StreamOptions(
                other,
                count,
                maxLength,
                readCount,
                blockTime,
                sessionKeyPrefix,
                plaintext,
                shardedPubSub,
                offsetTimeout);
    }

    public StreamOptions withCount(int other) {
        return new StreamOptions(
                name,
                other,
                maxLength,
                readCount,
                blockTime,
                sessionKeyPrefix,
                plaintext,
                shardedPubSub,
                offsetTimeout);
    }

    public StreamOptions withMaxLength(long other) {
        return new StreamOptions(
                name, count, other, readCount, blockTime, sessionKeyPrefix, plaintext, shardedPubSub, offsetTimeout);
    }

    public StreamOptions withReadCount(int other) {
        return new StreamOptions(
                name, count, maxLength, other, blockTime, sessionKeyPrefix, plaintext, shardedPubSub, offsetTimeout);
    }

    public StreamOptions withBlockTime(Duration other) {
        return new StreamOptions(
                name, count, maxLength, readCount, other, sessionKeyPrefix, plaintext, shardedPubSub, offsetTimeout);
    }

    public StreamOptions withSessionKeyPrefix(String other) {
        return new StreamOptions(
                name, count, maxLength, readCount, blockTime, other, plaintext, shardedPubSub, offsetTimeout);
    }

    public StreamOptions withPlaintext(boolean other) {
        return new StreamOptions(
                name, count, maxLength, readCount, blockTime, sessionKeyPrefix, other, shardedPubSub, offsetTimeout);
    }

    public StreamOptions withShardedPubSub(boolean other) {
        return new StreamOptions(
                name, count, maxLength, readCount, blockTime, sessionKeyPrefix, plaintext, other, offsetTimeout);
    }

    public StreamOptions withOffsetTimeout(Duration other) {
        return new StreamOptions(
                name, count, maxLength, readCount, blockTime, sessionKeyPrefix, plaintext, shardedPubSub, other);
    }

    /** Returns the stream of a namespace. Like the reference, the remainder keeps the sign. */
    String streamOf(String namespace) {
        return count == 1 ? name : name + "-" + namespace.hashCode() % count;
    }

    /** Returns whether servers on Node.js read the stream of a namespace, which they do not if its number is negative. */
    boolean isReadByAll(String namespace) {
        return count == 1 || namespace.hashCode() % count >= 0;
    }
}
