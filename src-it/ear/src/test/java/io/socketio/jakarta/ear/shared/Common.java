package io.socketio.jakarta.ear.shared;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;

/** A namespace bean of all WARs. Each of them has clients of its own. */
@SocketIoNamespace("/common")
public class Common {

    @Inject
    @SocketIoNamespace("/common")
    Namespace namespace;

    @OnEvent("who")
    String who() {
        return "common";
    }

    @OnEvent("announce")
    void announce(String what) {
        namespace.emit("announced", what);
    }
}
