package io.socketio.jakarta.options;

import java.time.Duration;

/**
 * Connection state recovery: whether a client that has lost its connection comes back to its socket, with its id, rooms and data, and receives the
 * events that it has missed.
 *
 * @param enabled default false
 * @param maxDisconnectionDuration for how long sessions and events are kept, positive; default 2 minutes
 * @param skipMiddlewares whether a client that has recovered passes the middleware of the namespace and {@code @OnConnecting} unasked; default true
 * @param maxBytes how many bytes of memory the sessions and events of the server may occupy, positive; beyond, the oldest events are dropped, and
 *     clients that have not received them get a new socket. Default 32 MiB
 * @since 0.1
 */
public record RecoveryOptions(
        boolean enabled, Duration maxDisconnectionDuration, boolean skipMiddlewares, long maxBytes) {

    private static final RecoveryOptions OFF = new RecoveryOptions(false, Duration.ofMinutes(2), true, 32L << 20);

    /** Checks the values. */
    public RecoveryOptions {
        Checks.positive("maxDisconnectionDuration", maxDisconnectionDuration);
        Checks.positive("maxBytes", maxBytes);
    }

    /** No recovery. */
    public static RecoveryOptions off() {
        return OFF;
    }

    public RecoveryOptions withEnabled(boolean other) {
        return new RecoveryOptions(other, maxDisconnectionDuration, skipMiddlewares, maxBytes);
    }

    public RecoveryOptions withMaxDisconnectionDuration(Duration other) {
        return new RecoveryOptions(enabled, other, skipMiddlewares, maxBytes);
    }

    public RecoveryOptions withSkipMiddlewares(boolean other) {
        return new RecoveryOptions(enabled, maxDisconnectionDuration, other, maxBytes);
    }

    public RecoveryOptions withMaxBytes(long other) {
        return new RecoveryOptions(enabled, maxDisconnectionDuration, skipMiddlewares, other);
    }
}
