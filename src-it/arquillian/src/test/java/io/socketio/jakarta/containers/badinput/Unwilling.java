package io.socketio.jakarta.containers.badinput;

import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** Fails while its clients connect. */
@SocketIoNamespace("/unwilling")
public class Unwilling {

    @OnConnecting
    void connecting() {
        throw new UnsupportedOperationException("secret of connecting");
    }

    @OnEvent("alive")
    String alive() {
        return "alive";
    }
}
