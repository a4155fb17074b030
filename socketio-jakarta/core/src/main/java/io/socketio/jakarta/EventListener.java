package io.socketio.jakarta;

import java.util.Objects;

/**
 * Reacts to an event. Runs on the executor, serially per socket. An exception goes to the socket's error listeners and hurts nothing else. If the client
 * waits for an acknowledgement and no listener has sent it, the client is told the error of an {@link EventRefused}, or which argument does not fit;
 * anything else is {@code internal error}, and is logged with event and namespace.
 */
@FunctionalInterface
public interface EventListener {

    void onEvent(Event event) throws Exception;

    /** Returns whether {@link #onEvent} never blocks, see {@link #nonBlocking}. */
    default boolean isNonBlocking() {
        return false;
    }

    /**
     * Declares that a listener never blocks: it waits for nothing, neither for I/O nor for a lock that somebody holds for long, nor for an
     * acknowledgement. The thread that reads the client's WebSocket frames then calls it, without a change of threads, if everything else that the event
     * meets is declared so, too, and nothing waits before it; otherwise it runs on the executor, in its turn. A listener that blocks all the same holds up
     * that thread, which on some containers serves many connections.
     *
     * @return a listener that calls the given one
     */
    static EventListener nonBlocking(EventListener listener) {
        Objects.requireNonNull(listener, "listener");
        return new EventListener() {
            @Override
            public void onEvent(Event event) throws Exception {
                listener.onEvent(event);
            }

            @Override
            public boolean isNonBlocking() {
                return true;
            }
        };
    }
}
