package io.socketio.jakarta.ear.one;

import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** A namespace that the second WAR does not have. */
@SocketIoNamespace("/only-one")
public class OnlyOne {

    @OnEvent("who")
    String who() {
        return "only one";
    }
}
