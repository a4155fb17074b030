package io.socketio.jakarta;

import io.socketio.jakarta.engine.Next;

/**
 * Decides whether a client may join a namespace, before CONNECT is answered. {@code next.fail(error)} or an exception refuses the client: it receives
 * {@code connect_error} with the message of the error and, from a {@link ConnectRefused}, its data. Runs on the executor, serially per socket, and may
 * block.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface NamespaceMiddleware {

    /**
     * Decides about one client.
     *
     * @param next to be called once, now or later, from any thread; the client waits until then
     * @throws Exception to refuse the client
     */
    void onConnecting(Socket socket, Next next) throws Exception;

    /**
     * Called when a socket will never join: a middleware refused it, or its connection ended meanwhile. Also called for sockets that this middleware was
     * not asked about.
     */
    default void onAbandoned(Socket socket) {}
}
