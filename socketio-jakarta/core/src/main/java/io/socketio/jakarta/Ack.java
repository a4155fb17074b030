package io.socketio.jakarta;

import org.jspecify.annotations.Nullable;

/**
 * The acknowledgement that a client may wait for, as a parameter of a handler that wants to send it itself, perhaps later. Thread-safe.
 *
 * @since 0.1
 */
public interface Ack {

    /** Whether the client waits. */
    boolean isWanted();

    /** Sends the acknowledgement, as {@link Event#ack} does; only the first call counts, and without {@link #isWanted()} it does nothing. */
    void send(@Nullable Object... args);
}
