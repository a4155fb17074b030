package io.socketio.jakarta;

import org.jspecify.annotations.Nullable;

/**
 * Receives the client's acknowledgement, once. Runs on the executor, outside the socket's mailbox.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AckCallback {

    /**
     * @param error null, or why there is no acknowledgement: {@link AckTimeoutException} or {@link AckDisconnectedException}
     * @param response what the client sent; empty on error
     */
    void onAck(@Nullable Throwable error, Arguments response);
}
