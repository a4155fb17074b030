package io.socketio.jakarta;

import io.socketio.jakarta.engine.Next;

/**
 * Sees every incoming event of a socket before its listeners. {@code next.fail(error)} or an exception stops the event and is given to the socket's
 * error listeners. A pending acknowledgement is answered when the middleware throws, as {@link EventListener} says, or fails with {@link EventRefused};
 * any other error that is given to {@code fail} leaves it unanswered, as on the reference server. Runs on the
 * executor, serially per socket: later events wait until {@code next} was called.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface SocketMiddleware {

    void onEvent(Event event, Next next) throws Exception;
}
