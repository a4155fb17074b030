package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.internal.core.socket.ServerParts;

/** Everything that holds for broadcasts holds with an adapter of a cluster. */
class BusBroadcastTest extends BroadcastTest {

    @Override
    ServerParts parts() {
        return super.parts().with(new BusAdapter.Bus());
    }
}
