package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** Each of its handlers may be called once in half a second. */
@SocketIoNamespace("/turnstile")
@RateLimited(value = 1, perMillis = 500)
public class Turnstile {

    @OnEvent("pass")
    String pass() {
        return "through";
    }

    @OnEvent("jump")
    String jump() {
        return "over";
    }
}
