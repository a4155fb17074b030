package io.socketio.jakarta.containers.broken;

import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.NamespaceParam;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.servlet.http.HttpServletRequest;

/** Has one mistake of every kind. */
@SocketIoNamespace("/wrong/{id}")
public class Wrong {

    @OnEvent("twice")
    void one() {}

    @OnEvent("twice")
    void two() {}

    @OnEvent("request")
    void request(HttpServletRequest request) {}

    @OnEvent("auth")
    void auth(@Auth String token) {}

    @OnEvent("variable")
    void variable(@NamespaceParam("name") String name) {}

    @OnEvent("private")
    private void hidden() {}

    @OnEvent("final")
    final void fixed() {}

    @OnConnect
    int connect() {
        return 0;
    }
}
