package io.socketio.jakarta;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A named channel over the shared connections, with its own middleware, listeners, sockets and rooms. As a broadcast it is everybody in it. */
public interface Namespace extends BroadcastOperator {

    /** With its leading slash, for example {@code /chat}. */
    String name();

    SocketIoServer server();

    /** The parent that has made it for a client's sake; null when the application has, and no parent's pattern is found in its name. */
    default @Nullable ParentNamespace parent() {
        return null;
    }

    /** The connected sockets of this node by id; an unmodifiable live view. */
    Map<String, Socket> sockets();

    /** Appends a middleware; it applies to clients that connect from now on. */
    Namespace use(NamespaceMiddleware middleware);

    /** Adds a listener for sockets that have joined; it may block and runs before any event of that socket is handled. */
    Namespace onConnection(Consumer<Socket> listener);

    /** Adds a listener for {@code connect} or {@code connection}, or for events of {@link #serverSideEmit} on other nodes. */
    Namespace on(String event, Consumer<Arguments> listener);

    /**
     * Sends an event to the same namespace on all other nodes. The local adapter knows no other node: it logs that and does nothing.
     *
     * @throws IllegalArgumentException for {@code connect}, {@code connection} and {@code new_namespace}
     */
    void serverSideEmit(String event, @Nullable Object... args);

    /** Adds a listener for rooms that come and go. */
    Namespace onRoom(RoomListener listener);
}
