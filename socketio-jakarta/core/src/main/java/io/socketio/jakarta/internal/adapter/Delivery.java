package io.socketio.jakarta.internal.adapter;

/** One event, encoded once and ready for any number of local sockets. */
@FunctionalInterface
public interface Delivery {

    /**
     * Queues the event for this socket without I/O; this fixes its position among all other packets. Does nothing for a socket that is not connected.
     *
     * @param socket a socket that the host has registered
     */
    void enqueue(LocalSocket socket);
}
