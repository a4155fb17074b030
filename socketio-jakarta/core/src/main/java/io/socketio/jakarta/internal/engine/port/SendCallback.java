package io.socketio.jakarta.internal.engine.port;

/**
 * Receives the outcome of one send: at most one call, on any thread, possibly before the send method has returned. Some containers never call; the
 * sender therefore keeps a timer.
 */
public interface SendCallback {

    void onSent();

    /** The message was not sent, whether the container threw or reported it. */
    void onFailed(Throwable cause);
}
