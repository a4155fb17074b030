package io.socketio.jakarta;

import java.util.Collection;

/**
 * One connection: it carries all sockets of one client. Thread-safe; no method blocks.
 *
 * @since 0.1
 */
public interface Client {

    /** Returns the transport in use: {@code polling} or {@code websocket}. */
    String transport();

    /** Returns the sockets of this connection: a copy. */
    Collection<Socket> sockets();

    /** Returns the number of bytes that wait to be sent. */
    int bufferedBytes();

    /**
     * Adds a listener for the end of the connection. It runs on the executor, after the disconnect listeners of all its sockets; at once if they have
     * run already.
     *
     * @return this
     */
    Client onClose(Runnable listener);

    /** Closes the connection after everything that waits has been sent; its sockets end with {@link DisconnectReason#FORCED_CLOSE}. */
    void close();
}
