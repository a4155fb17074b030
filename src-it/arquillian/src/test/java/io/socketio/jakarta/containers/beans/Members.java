package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.security.Principal;

/** For those who have logged in. */
@SocketIoNamespace("/members")
@RolesAllowed("member")
public class Members {

    @Inject
    Notes notes;

    @OnConnecting
    void connecting(Socket socket, Principal caller) {
        notes.add(socket.id(), "connecting " + caller.getName());
    }

    @OnConnect
    void connected(Socket socket, Principal caller) {
        notes.add(socket.id(), "connected " + caller.getName());
    }

    @OnEvent("member")
    String member(Principal caller) {
        return caller.getName();
    }

    @OnEvent("admin")
    @RolesAllowed("admin")
    String admin() {
        return "admin";
    }

    @OnEvent("owner")
    @RolesAllowed({"owner", "director"})
    String owner() {
        return "owner";
    }

    @OnEvent("everybody")
    @PermitAll
    String everybody(Socket socket) {
        return String.valueOf(socket.handshake().principal());
    }

    @OnEvent("nobody")
    @DenyAll
    String nobody() {
        return "nobody";
    }

    @OnEvent("transport")
    String transport(Socket socket) {
        return socket.client().transport();
    }

    @OnDisconnecting
    void disconnecting(Socket socket, Principal caller) {
        notes.add(socket.id(), "disconnecting " + caller.getName());
    }

    @OnDisconnect
    void disconnected(Socket socket, Principal caller) {
        notes.add(socket.id(), "disconnected " + caller.getName());
    }
}
