package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;
import java.util.Map;

/** Uses beans of every scope. */
@SocketIoNamespace("/theatre")
public class Theatre {

    @Inject
    Seat seat;

    @Inject
    Line line;

    @Inject
    Errand errand;

    @Inject
    Notes notes;

    @OnConnecting
    void admit(@Auth Map<String, String> auth) {
        seat.call();
        if (auth.containsKey("late")) {
            throw new ConnectRefused("too late");
        }
    }

    @OnEvent("seat")
    String seat() {
        return seat.call() + " since " + seat.firstTransport();
    }

    @OnEvent("line")
    int line() {
        return line.call();
    }

    @OnEvent("errand")
    int errand() {
        errand.call();
        return errand.call();
    }

    @OnEvent("transport")
    String transport(Socket socket) {
        return socket.client().transport();
    }

    @OnDisconnect
    void left(Socket socket) {
        notes.add(socket.id(), "left with " + seat.call());
    }
}
