package io.socketio.jakarta.cluster;

import java.time.Duration;

/**
 * Joins this server with others: creates the transport of each namespace. Thread-safe.
 *
 * <p>An application provides one as a CDI bean of this type, as the attribute {@code io.socketio.jakarta.cluster.Cluster} of its servlet context, or
 * through {@code SocketIoRegistration.Builder.cluster}. One instance serves one server.
 *
 * @since 0.1
 */
public interface Cluster {

    /**
     * Creates the transport of one namespace. Called once per namespace, when the namespace is created; a child namespace that has been removed and is
     * created again gets another transport and another {@linkplain ClusterNode#uid() id}. Must not block.
     *
     * @param node the namespace of this server: what the transport receives goes there, from {@link ClusterTransport#open} on
     */
    ClusterTransport connect(ClusterNode node);

    /** Returns whether messages pass between this server and the others now, as far as this is known; default true. Must not block. */
    default boolean isConnected() {
        return true;
    }

    /**
     * Releases what the transports share. Called by the server when it has closed, after all transports; idempotent. By default this does nothing.
     */
    default void close() {}

    /** Returns the longest time for which a node sends nothing, default 5 s. Only for transports that use heartbeats. */
    default Duration heartbeatInterval() {
        return Duration.ofSeconds(5);
    }

    /** Returns how long a node may be silent until the others no longer count it, default 10 s. Only for transports that use heartbeats. */
    default Duration heartbeatTimeout() {
        return Duration.ofSeconds(10);
    }

    /** Returns how long to wait for the responses of other servers to {@code fetchSockets} and {@code serverSideEmitWithAck}; default 5 s. */
    default Duration requestTimeout() {
        return Duration.ofSeconds(5);
    }

    /**
     * Returns the longest time for which an event waits for its turn until this server delivers it to its own clients without its offset; default 1 s.
     * Only for transports with {@linkplain ClusterTransport#hasOffsets() offsets}.
     */
    default Duration offsetTimeout() {
        return Duration.ofSeconds(1);
    }

    /**
     * Returns the longest time for which a client that comes back waits for its session, after which it gets a new socket; default 5 s. Only for
     * transports that {@linkplain ClusterTransport#keepsSessions() keep sessions}.
     */
    default Duration restoreTimeout() {
        return Duration.ofSeconds(5);
    }
}
