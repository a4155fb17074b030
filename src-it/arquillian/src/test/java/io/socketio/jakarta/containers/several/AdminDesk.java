package io.socketio.jakarta.containers.several;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.ServerDefinition;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;

/** A namespace of the same name on another server, and the definitions of the servers beside the default one. */
@ServerDefinition(name = "admin", path = "/admin/socket.io")
@ServerDefinition(name = "root", path = "/")
@ServerDefinition(name = "raw", path = "/engine.io", settings = "raw=true")
@SocketIoNamespace(value = "/desk", server = "admin")
public class AdminDesk {

    @Inject
    @SocketIoNamespace(value = "/desk", server = "admin")
    Namespace desk;

    @OnEvent("paths")
    String paths(Socket socket) {
        return socket.namespace().server().options().path();
    }

    @OnEvent("publish")
    void publish() {
        desk.emit("news", "of " + desk.server().options().name());
    }
}
