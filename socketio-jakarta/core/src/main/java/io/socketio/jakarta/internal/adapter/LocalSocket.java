package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.RemoteSocket;

/** A socket of this node as the adapter needs it. Two are equal only if they are the same. */
public interface LocalSocket extends RemoteSocket {

    /** Whether the socket has been connected and not yet disconnected; others are in no selection. */
    boolean isReachable();

    /** Hands what waits for this socket's client to its transport. */
    void flush();
}
