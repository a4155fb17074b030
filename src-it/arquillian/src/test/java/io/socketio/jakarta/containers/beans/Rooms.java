package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.annotation.NamespaceParam;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** Namespaces whose names fit a regular expression. */
@SocketIoNamespace(value = "^/room-(?<number>\\d+)$", pattern = true)
public class Rooms {

    @OnEvent("number")
    long number(@NamespaceParam("number") long number) {
        return number;
    }
}
