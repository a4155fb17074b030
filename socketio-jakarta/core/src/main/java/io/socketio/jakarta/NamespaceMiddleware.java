package io.socketio.jakarta;

import io.socketio.jakarta.engine.Next;

/**
 * Decides about a client that wants to join a namespace, before CONNECT is answered. {@code next.fail(error)} or an exception refuses it: the client
 * gets a {@code connect_error} with the error's message and, from a {@link ConnectRefused}, its data. Runs on the executor.
 */
@FunctionalInterface
public interface NamespaceMiddleware {

    void onConnecting(Socket socket, Next next) throws Exception;

    /** A socket that asked to join never will: it was refused, or its connection ended meanwhile. Also told of sockets that this was not asked about. */
    default void onAbandoned(Socket socket) {}
}
