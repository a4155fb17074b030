package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** Each of its handlers may be called once in three seconds: two calls in a row come within that on a busy machine, too. */
@SocketIoNamespace("/turnstile")
@RateLimited(value = 1, perMillis = 3_000)
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
