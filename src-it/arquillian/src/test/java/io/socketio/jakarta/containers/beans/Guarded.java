package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** Behind interceptors and a filter. */
@SocketIoNamespace("/guarded")
@Audited
public class Guarded {

    @OnConnecting
    void admit() {}

    @OnEvent("echo")
    String echo(String text, int number) {
        return text + number;
    }

    @OnEvent("forbidden")
    String forbidden() {
        return "not stopped";
    }

    @Silenced
    @OnEvent("silenced")
    String silenced() {
        return "not silenced";
    }

    @OnEvent("limited")
    @RateLimited(value = 2, perMillis = 60_000)
    String limited() {
        return "ok";
    }

    @OnDisconnect
    void left() {}
}
