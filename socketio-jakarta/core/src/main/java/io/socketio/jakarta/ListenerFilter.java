package io.socketio.jakarta;

import io.socketio.jakarta.engine.Next;

/**
 * Surrounds the listeners of all namespaces of a server, those of dynamic ones included; see {@link SocketIoServer#surround}. As a middleware it is
 * asked before those of the namespace.
 *
 * <p>All methods run in the mailbox of the socket. Listeners that a method does not run are not called for this time; what the listeners throw has
 * been logged before {@code run} returns, and what a method throws is logged like what a listener throws; if it has not run the listeners of an event,
 * the event is answered for it, too. Catch-all listeners and socket middleware come before {@link #aroundEvent}.
 *
 * @since 0.1
 */
public interface ListenerFilter extends NamespaceMiddleware {

    /** Admits the client, unless overridden. */
    @Override
    default void onConnecting(Socket socket, Next next) throws Exception {
        next.proceed();
    }

    /** The socket has joined. @param listeners those of the namespace; without them the socket has no listeners of its own */
    default void aroundConnection(Socket socket, Runnable listeners) throws Exception {
        listeners.run();
    }

    /** An event has come, also one that nobody listens to. */
    default void aroundEvent(Event event, Runnable listeners) throws Exception {
        listeners.run();
    }

    /**
     * Whether {@link #aroundEvent} has a handler for the event of this name, besides the listeners. Asked for the debug log only, which tells of
     * events that nobody handles.
     */
    default boolean handles(Event event) {
        return false;
    }

    /**
     * Whether {@link #aroundEvent} never blocks for this event, so that the thread that has read it may run it if the event's listeners are {@linkplain
     * EventListener#nonBlocking non-blocking}, too. Asked before each event that comes over a WebSocket to a socket with nothing else to do; must not block.
     */
    default boolean isNonBlocking(Event event) {
        return false;
    }

    /**
     * Whether this filter answers the acknowledgement of an event, now or later, whatever the event's listeners do. Asked when a listener has thrown;
     * otherwise the server answers for the listener.
     */
    default boolean answers(Event event) {
        return false;
    }

    /** The socket is about to leave. */
    default void aroundDisconnecting(Socket socket, DisconnectReason reason, Runnable listeners) throws Exception {
        listeners.run();
    }

    /**
     * Nobody will come back to a socket that has left for a {@linkplain DisconnectReason#isRecoverable() recoverable} reason: the time is over, or there
     * is too little memory. Where {@link io.socketio.jakarta.options.RecoveryOptions recovery} is on, each such socket is either recovered or forgotten,
     * once, after its {@link #aroundDisconnect}. Runs on the executor, outside of any mailbox; must not throw.
     */
    default void onForgotten(String namespace, String socketId) {}

    /** The socket has left. */
    default void aroundDisconnect(Socket socket, DisconnectReason reason, Runnable listeners) throws Exception {
        listeners.run();
    }
}
