package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.Disconnected;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Closed, but for what says otherwise. */
@SocketIoNamespace("/vault")
@DenyAll
public class Vault {

    @Inject
    Notes notes;

    @OnConnecting
    @PermitAll
    void admit() {}

    @OnConnect
    @RolesAllowed("admin")
    void joined(Socket socket) {
        notes.add(socket.id(), "connected");
    }

    @OnEvent("look")
    @PermitAll
    String look() {
        return "visible";
    }

    @OnEvent("take")
    String take() {
        return "taken";
    }

    @OnDisconnecting
    @PermitAll
    void leaving(Socket socket) {
        notes.add(socket.id(), "disconnecting");
    }

    @OnDisconnect
    @RolesAllowed("admin")
    void left(Socket socket) {
        notes.add(socket.id(), "disconnected");
    }

    /** After all handlers. */
    void gone(@Observes @Disconnected("/vault") Socket socket) {
        notes.add(socket.id(), "gone");
    }
}
