package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.validation.Valid;

/** For those with a valid passport. */
@SocketIoNamespace("/border")
public class Border {

    @OnConnecting
    void admit(@Valid @Auth Passport passport) {}
}
