package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;

/** Another namespace of the same connections. */
@SocketIoNamespace("/foyer")
public class Foyer {

    @Inject
    Line line;

    @OnEvent("line")
    int line() {
        return line.call();
    }
}
