package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import jakarta.inject.Inject;

/** A namespace bean with state: there is one for each socket. */
@SocketIoNamespace("/booth")
@SocketScoped
public class Booth {

    @Inject
    Notes notes;

    private int calls;

    @OnConnecting
    void admit() {
        calls++;
    }

    @OnEvent("call")
    int call() {
        return ++calls;
    }

    @OnDisconnect
    void left(Socket socket) {
        notes.add(socket.id(), "left after " + calls);
    }
}
