package io.socketio.jakarta.internal.adapter;

/** Creates the adapter of each namespace of a server. */
@FunctionalInterface
public interface AdapterFactory {

    /** Rooms in memory, and no other nodes. */
    AdapterFactory LOCAL = LocalAdapter::new;

    /**
     * Creates the adapter of one namespace. No I/O yet: a namespace that loses a race is thrown away without {@link Adapter#close}; the other one gets
     * {@link Adapter#open}.
     *
     * @param host the namespace; not ready before {@link Adapter#open}
     */
    Adapter create(AdapterHost host);
}
