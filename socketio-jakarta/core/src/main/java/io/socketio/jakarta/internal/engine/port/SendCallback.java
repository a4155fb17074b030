package io.socketio.jakarta.internal.engine.port;

/**
 * Receives the result of one send: at most one call, on any thread, possibly before the send method has returned. Some containers never call it; the
 * sender therefore uses a timer.
 */
public interface SendCallback {

    void onSent();

    /** Called when the message was not sent, whether the container threw the error or reported it. */
    void onFailed(Throwable cause);
}
