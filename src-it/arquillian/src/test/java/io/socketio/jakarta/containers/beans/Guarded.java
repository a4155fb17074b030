package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.annotation.SocketIoNamespace;

/** Behind interceptors and a filter. */
@SocketIoNamespace("/guarded")
@Audited
public class Guarded {

    @OnConnecting
    void admit() {}

    @OnConnect
    void joined() {}

    @OnAnyEvent
    void seen() {}

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

    @OnEvent("fail")
    void fail(String reason) {
        throw new IllegalStateException(reason);
    }

    @OnError
    AckError failed(IllegalStateException e) {
        return new AckError("failed: " + e.getMessage());
    }

    @OnDisconnecting
    void leaving() {}

    @OnDisconnect
    void left() {}
}
