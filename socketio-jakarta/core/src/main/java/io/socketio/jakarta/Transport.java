package io.socketio.jakarta;

/** A way in which packets travel. */
public enum Transport {
    /** HTTP long-polling. */
    POLLING,
    WEBSOCKET
}
