package io.socketio.jakarta.containers.several;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.ServerName;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;

/** A namespace of the default server. */
@SocketIoNamespace("/desk")
public class Desk {

    @Inject
    SocketIoServer own;

    @Inject
    @ServerName("admin")
    SocketIoServer admin;

    @OnEvent("paths")
    String paths() {
        return own.options().path() + " " + admin.options().path();
    }
}
