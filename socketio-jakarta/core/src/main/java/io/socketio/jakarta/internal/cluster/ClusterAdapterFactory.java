package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.adapter.AdapterHost;

/** Creates adapters that deliver on this server through a local adapter, and on the others through a cluster. */
public record ClusterAdapterFactory(Cluster cluster) implements AdapterFactory {

    @Override
    public Adapter create(AdapterHost host) {
        return new ClusterAdapter(cluster, host, LOCAL.create(host));
    }
}
