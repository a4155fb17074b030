package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.ClusterState;

/** Creates the adapter of each namespace of a server. */
@FunctionalInterface
public interface AdapterFactory {

    /** Keeps rooms in memory and uses no other nodes. */
    AdapterFactory LOCAL = LocalAdapter::new;

    /**
     * Creates the adapter of one namespace. Must not do I/O: if two threads create the same namespace, one of the two is discarded without {@link
     * Adapter#close}, and only the other receives {@link Adapter#open}.
     *
     * @param host the namespace; not ready before {@link Adapter#open}
     */
    Adapter create(AdapterHost host);

    /** Returns what is known about the cluster, except the number of its servers. */
    default ClusterState state() {
        return ClusterState.ALONE;
    }
}
