package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.RemoteSocket;
import java.util.Set;

/** A socket of this node, as seen by the adapter. Sockets are compared by identity. */
public interface LocalSocket extends RemoteSocket {

    /** Returns whether the socket is connected; sockets that are not are never selected. */
    boolean isReachable();

    /**
     * Called once, before the adapter removes the socket from its rooms. The calling thread holds the adapter's lock: implementations must not block.
     *
     * @param rooms a copy of the socket's rooms
     */
    void onLeaving(Set<String> rooms);

    /** Hands the packets queued for this socket's client to its transport. */
    void flush();
}
