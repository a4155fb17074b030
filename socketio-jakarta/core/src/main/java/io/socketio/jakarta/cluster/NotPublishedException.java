package io.socketio.jakarta.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Says that no other server gets a message, now or later. A stage of {@link ClusterTransport#publish} that fails with anything else leaves open whether
 * others get it.
 *
 * @since 0.1
 */
public final class NotPublishedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message why; for the log of the operator */
    public NotPublishedException(String message) {
        super(message);
    }

    /** @param cause why; null if there is no more to say than its absence */
    public NotPublishedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
