package io.socketio.jakarta;

import io.socketio.jakarta.session.HttpSessionAttributes;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace. Listeners run on the executor, serially and in the order of the wire. Thread-safe.
 *
 * <p>{@code to}, {@code in}, {@code except}, {@code broadcast} and {@code local} begin a broadcast that leaves this socket out.
 */
public interface Socket extends RemoteSocket {

    /** The namespace that the socket is in. */
    Namespace namespace();

    /** The connection that carries this socket and perhaps others. */
    Client client();

    /**
     * The HttpSession in which the connection began; null when there was none. Where {@link #data()} holds what belongs to this socket, its attributes
     * belong to all sockets of one user, and to the application's servlets and pages.
     */
    @Nullable
    HttpSessionAttributes httpSession();

    /**
     * What the client sent as {@code auth}, bound to a type. {@code {}} when it sent nothing.
     *
     * @throws io.socketio.jakarta.json.PayloadException if it does not fit the type
     */
    @Nullable
    Object auth(Type type);

    boolean isConnected();

    /** Whether the socket has taken up the state of an earlier one. */
    boolean isRecovered();

    /** Adds a listener for an event. {@code disconnecting}, {@code disconnect} and {@code error} are heard too; their argument is a text. */
    Socket on(String event, EventListener listener);

    /** Adds a listener that is given the first argument bound to a class; a misfit is an error of the socket and is logged. */
    <T> Socket on(String event, Class<T> type, Consumer<@Nullable T> listener);

    /** Adds a listener that is given the first argument bound to a class, and the event. */
    <T> Socket on(String event, Class<T> type, BiConsumer<@Nullable T, Event> listener);

    /** Adds a listener that is removed before its first call. */
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

    /** The listeners of an event in their order; a copy. */
    List<EventListener> listeners(String event);

    /** Adds a listener for every incoming event; it runs before the socket middleware. */
    Socket onAny(EventListener listener);

    Socket prependAny(EventListener listener);

    Socket offAny(EventListener listener);

    Socket offAny();

    List<EventListener> listenersAny();

    /** Adds a listener for every event that is emitted or broadcast to this socket. */
    Socket onAnyOutgoing(OutgoingListener listener);

    Socket prependAnyOutgoing(OutgoingListener listener);

    Socket offAnyOutgoing(OutgoingListener listener);

    Socket offAnyOutgoing();

    List<OutgoingListener> listenersAnyOutgoing();

    /** Adds a middleware for incoming events. */
    Socket use(SocketMiddleware middleware);

    /**
     * Runs something between this socket's listeners, never at the same time as one of them, after what has come before. It runs even if the socket has
     * ended meanwhile. What it throws is logged and given to the error listeners. May be called from any thread, and returns at once.
     */
    void execute(Runnable task);

    /** Adds a listener for the disconnect while the rooms can still be read. */
    Socket onDisconnecting(DisconnectListener listener);

    /** Adds a listener for the disconnect after the rooms have been left. */
    Socket onDisconnect(DisconnectListener listener);

    /** Adds a listener for undecodable packets, refusing socket middleware, misfitting arguments and throwing listeners. */
    Socket onError(Consumer<Throwable> listener);

    /** Everybody in the namespace but this socket. */
    BroadcastOperator broadcast();

    BroadcastOperator to(String... rooms);

    BroadcastOperator in(String... rooms);

    BroadcastOperator except(String... rooms);

    BroadcastOperator local();
}
