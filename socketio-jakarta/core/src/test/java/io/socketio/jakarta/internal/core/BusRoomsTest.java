package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.internal.cluster.ClusterAdapterFactory;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.internal.core.socket.ServerParts;

/** Everything that holds for rooms holds with an adapter of a cluster. */
class BusRoomsTest extends RoomsTest {

    @Override
    ServerParts parts() {
        return super.parts().with(new ClusterAdapterFactory(new InProcessBus().server()));
    }
}
