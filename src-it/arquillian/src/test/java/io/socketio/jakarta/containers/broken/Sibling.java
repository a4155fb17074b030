package io.socketio.jakarta.containers.broken;

import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** Wants an event of its namespace that another bean has. */
@SocketIoNamespace("/wrong/{id}")
public class Sibling {

    @OnEvent("shared")
    void shared() {}
}
