package io.socketio.jakarta.options;

/** A way in which packets travel. */
public enum Transport {
    /** HTTP long-polling. */
    POLLING,
    WEBSOCKET
}
