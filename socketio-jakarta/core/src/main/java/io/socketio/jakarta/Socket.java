package io.socketio.jakarta;

import io.socketio.jakarta.session.HttpSessionAttributes;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace.
 *
 * <p>Thread-safe; no method blocks. Listeners run on the executor, serially per socket and in the order in which the client sent; they may block.
 *
 * <p>{@code to}, {@code in}, {@code except}, {@code broadcast} and {@code local} begin a broadcast that leaves this socket out.
 *
 * @since 0.1
 */
public interface Socket extends RemoteSocket {

    /** Returns the namespace that the socket is in. */
    Namespace namespace();

    /** Returns the connection that carries this socket and perhaps others of the same client. */
    Client client();

    /**
     * Returns the HttpSession in which the connection began; null when there was none. Its attributes are shared by all sockets of one user and by the
     * servlets and pages of the application; {@link #data()} belongs to this socket alone.
     */
    @Nullable
    HttpSessionAttributes httpSession();

    /**
     * Returns what the client sent as {@code auth}, bound to a type; an empty object when it sent nothing.
     *
     * @throws io.socketio.jakarta.json.PayloadMismatch if it does not fit the type
     */
    @Nullable
    Object auth(Type type);

    /** Returns whether the socket has joined its namespace and has not been disconnected. */
    boolean isConnected();

    /**
     * Returns whether the socket continues an earlier one after a lost connection, with its id, rooms and data, and with the events that the client has
     * missed; see {@link io.socketio.jakarta.options.RecoveryOptions}.
     */
    boolean isRecovered();

    /**
     * Adds a listener for an event. It may also listen to {@code disconnecting}, {@code disconnect} and {@code error}, whose argument is a string.
     *
     * @return this
     */
    Socket on(String event, EventListener listener);

    /** Adds a listener that is given the first argument bound to a class. What does not fit goes to the error listeners and is told to a client that waits. */
    <T> Socket on(String event, Class<T> type, Consumer<@Nullable T> listener);

    /** Adds a listener that receives the first argument, bound to a class, and the event. */
    <T> Socket on(String event, Class<T> type, BiConsumer<@Nullable T, Event> listener);

    /** Adds a listener that is removed before its first call, so it runs once. */
    Socket once(String event, EventListener listener);

    /** Removes a listener that was added with {@link #on(String, EventListener)} or {@link #once}. */
    Socket off(String event, EventListener listener);

    /** Removes all listeners of an event. */
    Socket off(String event);

    /** Removes all listeners of all events; catch-all listeners stay. */
    Socket removeAllListeners();

    /** Removes all listeners of an event. */
    default Socket removeAllListeners(String event) {
        return off(event);
    }

    /** Returns the listeners of an event in their order: a copy. */
    List<EventListener> listeners(String event);

    /** Adds a catch-all listener: it receives every incoming event, before the socket middleware. */
    Socket onAny(EventListener listener);

    /** Adds a catch-all listener in front of the others. */
    Socket prependAny(EventListener listener);

    /** Removes a catch-all listener. */
    Socket offAny(EventListener listener);

    /** Removes all catch-all listeners. */
    Socket offAny();

    /** Returns the catch-all listeners in their order: a copy. */
    List<EventListener> listenersAny();

    /** Adds a listener that sees every event that is emitted or broadcast to this socket. It runs on the emitting thread and must not block. */
    Socket onAnyOutgoing(OutgoingListener listener);

    /** Adds a listener for outgoing events in front of the others. */
    Socket prependAnyOutgoing(OutgoingListener listener);

    /** Removes a listener for outgoing events. */
    Socket offAnyOutgoing(OutgoingListener listener);

    /** Removes all listeners for outgoing events. */
    Socket offAnyOutgoing();

    /** Returns the listeners for outgoing events in their order: a copy. */
    List<OutgoingListener> listenersAnyOutgoing();

    /** Adds a middleware for incoming events. Middlewares run in the order in which they were added, before the listeners of the event. */
    Socket use(SocketMiddleware middleware);

    /**
     * Runs a task in the mailbox of this socket: after everything that is already in it, and never at the same time as a listener. The task runs even if
     * the socket is disconnected meanwhile. What it throws is logged and passed to the error listeners.
     */
    void execute(Runnable task);

    /** Adds a listener for the disconnect that runs while {@link #rooms()} still shows the rooms. */
    Socket onDisconnecting(DisconnectListener listener);

    /** Adds a listener for the disconnect that runs after the socket has left its rooms. */
    Socket onDisconnect(DisconnectListener listener);

    /** Adds a listener for undecodable packets, refusing socket middleware, misfitting arguments and throwing listeners. */
    Socket onError(Consumer<Throwable> listener);

    /** Selects every socket of the namespace except this one. */
    BroadcastOperator broadcast();

    /** Selects the sockets in any of these rooms, except this one. */
    BroadcastOperator to(String... rooms);

    /** The same as {@link #to}. */
    BroadcastOperator in(String... rooms);

    /** Selects every socket of the namespace except this one and those in these rooms. */
    BroadcastOperator except(String... rooms);

    /** Selects every socket of the namespace on this node except this one. */
    BroadcastOperator local();
}
