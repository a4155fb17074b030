package io.socketio.jakarta.cluster.redis;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How a server joins a cluster on Redis. All servers of a cluster need the same adapter, prefix and subscription mode. Immutable.
 *
 * @param address of Redis as Lettuce reads it, with credentials: {@code redis://user:password@host:6379}, {@code rediss://} for TLS,
 *     {@code redis-sentinel://host1,host2/#master}; {@code redis-cluster://host1,host2} and {@code rediss-cluster://} for a Redis Cluster
 * @param adapter which adapter of the reference server the others use
 * @param prefix what the names of channels begin with; default {@code socket.io}
 * @param subscriptionMode which rooms have a channel of their own; sharded only, default {@link SubscriptionMode#DYNAMIC}
 * @param required whether the server refuses to start when Redis cannot be used; by default it starts alone and joins later
 * @param requestTimeout how long to wait for the responses of other servers, positive; default 5 s
 * @param maxMessageBytes larger messages of other servers are dropped, positive; default 16 MiB
 * @param stream only for {@link Adapter#STREAMS}
 * @param tls which certificates are used; only for addresses with TLS
 * @since 0.1
 */
public record ClusterOptions(
        String address,
        Adapter adapter,
        String prefix,
        SubscriptionMode subscriptionMode,
        boolean required,
        Duration requestTimeout,
        int maxMessageBytes,
        StreamOptions stream,
        TlsOptions tls) {

    private static final String DEFAULT_PREFIX = "socket.io";
    private static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final int DEFAULT_MAX_MESSAGE_BYTES = 16 << 20;

    /** The adapters of npm {@code @socket.io/redis-adapter} and {@code @socket.io/redis-streams-adapter}. */
    public enum Adapter {
        /** {@code createAdapter}: for every Redis; each server receives every broadcast. */
        CLASSIC,
        /** {@code createShardedAdapter}: for Redis 7 and newer; a broadcast to one room goes only to servers that have this room. */
        SHARDED,
        /** {@code createAdapter} of the streams adapter: for Redis 6.2 and newer; outages lose nothing that the stream holds, and clients recover on any server. */
        STREAMS
    }

    /** Which rooms have a channel of their own. */
    public enum SubscriptionMode {
        /** None. */
        STATIC,
        /** All but those of single sockets. */
        DYNAMIC,
        /** All. */
        DYNAMIC_PRIVATE
    }

    public ClusterOptions {
        Objects.requireNonNull(adapter);
        Objects.requireNonNull(subscriptionMode);
        Objects.requireNonNull(stream);
        Objects.requireNonNull(tls);
        if (address.isBlank() || prefix.isBlank()) {
            throw new IllegalArgumentException("address and prefix must not be blank");
        }
        if (requestTimeout.isNegative() || requestTimeout.isZero()) {
            throw new IllegalArgumentException("requestTimeout must be positive, but is " + requestTimeout);
        }
        if (maxMessageBytes <= 0) {
            throw new IllegalArgumentException("maxMessageBytes must be positive, but is " + maxMessageBytes);
        }
    }

    /** Returns the classic adapter with the defaults. */
    public static ClusterOptions classic(String address) {
        return new ClusterOptions(
                address,
                Adapter.CLASSIC,
                DEFAULT_PREFIX,
                SubscriptionMode.DYNAMIC,
                false,
                DEFAULT_REQUEST_TIMEOUT,
                DEFAULT_MAX_MESSAGE_BYTES,
                StreamOptions.defaults(),
                TlsOptions.defaults());
    }

    /** Returns the sharded adapter with the defaults. */
    public static ClusterOptions sharded(String address) {
        return classic(address).with(Adapter.SHARDED);
    }

    /** Returns the streams adapter with the defaults. */
    public static ClusterOptions streams(String address) {
        return classic(address).with(Adapter.STREAMS);
    }

    /**
     * Reads the form of the setting {@code socketio.cluster}: an address, with {@code redis-sharded} or {@code redis-streams} as its scheme or before it for
     * these adapters, and with the parameters {@code prefix}, {@code mode}, {@code required} and {@code requestTimeout} (in milliseconds), and those of
     * {@link StreamOptions} and {@link TlsOptions} under the names of docs/cluster.md; other parameters are Lettuce's.
     *
     * @throws IllegalArgumentException if a parameter has a wrong value; the message does not contain the address
     */
    public static ClusterOptions parse(String setting) {
        return AddressReader.read(setting);
    }

    ClusterOptions with(Adapter other) {
        return new ClusterOptions(
                address, other, prefix, subscriptionMode, required, requestTimeout, maxMessageBytes, stream, tls);
    }

    public ClusterOptions withPrefix(String other) {
        return new ClusterOptions(
                address, adapter, other, subscriptionMode, required, requestTimeout, maxMessageBytes, stream, tls);
    }

    public ClusterOptions withSubscriptionMode(SubscriptionMode other) {
        return new ClusterOptions(
                address, adapter, prefix, other, required, requestTimeout, maxMessageBytes, stream, tls);
    }

    public ClusterOptions withRequired(boolean other) {
        return new ClusterOptions(
                address, adapter, prefix, subscriptionMode, other, requestTimeout, maxMessageBytes, stream, tls);
    }

    public ClusterOptions withRequestTimeout(Duration other) {
        return new ClusterOptions(
                address, adapter, prefix, subscriptionMode, required, other, maxMessageBytes, stream, tls);
    }

    public ClusterOptions withMaxMessageBytes(int other) {
        return new ClusterOptions(
                address, adapter, prefix, subscriptionMode, required, requestTimeout, other, stream, tls);
    }

    public ClusterOptions withStream(StreamOptions other) {
        return new ClusterOptions(
                address, adapter, prefix, subscriptionMode, required, requestTimeout, maxMessageBytes, other, tls);
    }

    /** @param other for an address with TLS, such as {@code rediss://} */
    public ClusterOptions withTls(TlsOptions other) {
        return new ClusterOptions(
                address, adapter, prefix, subscriptionMode, required, requestTimeout, maxMessageBytes, stream, other);
    }

    ClusterOptions withAddress(String other) {
        return new ClusterOptions(
                other, adapter, prefix, subscriptionMode, required, requestTimeout, maxMessageBytes, stream, tls);
    }

    /** Omits the address, which may contain a password. */
    @Override
    public String toString() {
        return "ClusterOptions[" + adapter.name().toLowerCase(Locale.ROOT) + ", prefix=" + prefix + "]";
    }
}
