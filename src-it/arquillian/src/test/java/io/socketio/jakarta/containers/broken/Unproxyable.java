package io.socketio.jakarta.containers.broken;

import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** No proxy can stand for it. */
@SocketIoNamespace("/unproxyable")
public final class Unproxyable {

    @OnEvent("event")
    void event() {}
}
