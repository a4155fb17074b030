package io.socketio.jakarta.options;

/**
 * A way in which packets travel.
 *
 * @since 0.1
 */
public enum Transport {
    /** HTTP long-polling. */
    POLLING,
    WEBSOCKET
}
