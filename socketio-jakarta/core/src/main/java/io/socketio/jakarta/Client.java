package io.socketio.jakarta;

import java.util.Collection;

/** One connection: what carries the sockets of one client. */
public interface Client {

    /** The transport in use: {@code polling} or {@code websocket}. */
    String transport();

    /** The sockets of this connection; a copy. */
    Collection<Socket> sockets();

    /** Bytes that wait to be sent. */
    int bufferedBytes();

    /**
     * Adds a listener for the end of the connection. It runs on the executor, after the disconnect listeners of all sockets that the connection had;
     * if they have run already, now.
     */
    Client onClose(Runnable listener);

    /** Closes the connection after what waits was sent; its sockets end with {@link DisconnectReason#FORCED_CLOSE}. */
    void close();
}
