package io.socketio.jakarta;

/**
 * Reacts to an event. Runs on the executor, serially per socket. An exception goes to the socket's error listeners and hurts nothing else. If the client
 * waits for an acknowledgement and no listener has sent it, the client is told the error of an {@link EventRefused}, or which argument does not fit;
 * anything else is {@code internal error}, and is logged with event and namespace.
 */
@FunctionalInterface
public interface EventListener {

    void onEvent(Event event) throws Exception;
}
