package io.socketio.jakarta;

/**
 * Reacts to an event. Runs on the executor, serially per socket. An exception is logged with event and namespace and hurts nothing else.
 */
@FunctionalInterface
public interface EventListener {

    void onEvent(Event event) throws Exception;
}
