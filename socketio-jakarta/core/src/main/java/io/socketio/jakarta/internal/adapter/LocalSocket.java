package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.RemoteSocket;
import java.util.Set;

/** A socket of this node as the adapter needs it. Two are equal only if they are the same. */
public interface LocalSocket extends RemoteSocket {

    /** Whether the socket has been connected and not yet disconnected; others are in no selection. */
    boolean isReachable();

    /**
     * The adapter is about to forget the socket, which is still in the rooms. Once, on a thread that holds the adapter's lock: must not block.
     *
     * @param rooms a copy
     */
    void onLeaving(Set<String> rooms);

    /** Hands what waits for this socket's client to its transport. */
    void flush();
}
