package io.socketio.jakarta.containers.broken;

import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.enterprise.context.Dependent;

/** No instance of it is there to be called. */
@SocketIoNamespace("/fleeting")
@Dependent
public class Fleeting {

    @OnEvent("event")
    void event() {}
}
