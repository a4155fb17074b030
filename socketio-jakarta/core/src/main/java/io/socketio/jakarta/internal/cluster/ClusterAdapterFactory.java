package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.ClusterState;
import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import java.util.concurrent.atomic.LongAdder;

/** Creates adapters that deliver on this server through a local adapter, and on the others through a cluster. */
public final class ClusterAdapterFactory implements AdapterFactory {

    private final Cluster cluster;
    private final LongAdder lost = new LongAdder();

    public ClusterAdapterFactory(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Adapter create(AdapterHost host) {
        return new ClusterAdapter(cluster, host, host.localAdapter(), lost);
    }

    @Override
    public ClusterState state() {
        return new ClusterState(true, cluster.isConnected(), 1, lost.sum());
    }
}
