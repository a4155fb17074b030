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

    /** Closes the connection after what waits was sent; its sockets end with {@link DisconnectReason#FORCED_CLOSE}. */
    void close();
}
