package io.socketio.jakarta;

/**
 * Reacts to the end of a socket. Runs on the executor, after all events that came before.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface DisconnectListener {

    void onDisconnect(DisconnectReason reason) throws Exception;
}
