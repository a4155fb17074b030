package io.socketio.jakarta.ear.two;

import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** A namespace that the first WAR does not have. */
@SocketIoNamespace("/only-two")
public class OnlyTwo {

    @OnEvent("who")
    String who() {
        return "only two";
    }
}
