package io.socketio.jakarta.containers.badinput;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.containers.beans.Notes;
import jakarta.inject.Inject;

/** Does nothing wrong itself; what stands around it does. */
@SocketIoNamespace("/troubled")
@Troublesome
public class Troubled {

    @Inject
    Notes notes;

    @OnConnect
    void connect() {}

    @OnEvent("event")
    String event() {
        return "handled";
    }

    @OnEvent("alive")
    String alive() {
        return "alive";
    }

    @OnDisconnect
    void disconnect(Socket socket) {
        notes.add(socket.id(), "disconnected");
    }
}
