package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
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
    void admit(Socket socket, @Auth Map<String, String> auth) {
        errand.call(socket, "connecting");
        seat.call();
        if (auth.containsKey("late")) {
            throw new ConnectRefused("too late");
        }
    }

    @OnConnect
    void joined(Socket socket) {
        errand.call(socket, "connect");
    }

    @OnAnyEvent
    void seen(Event event) {
        if (event.name().equals("errand")) {
            errand.call(event.socket(), "any");
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
    String errand(Socket socket) {
        errand.call(socket, "event");
        return errand.call(socket, "again");
    }

    @OnEvent("transport")
    String transport(Socket socket) {
        return socket.client().transport();
    }

    @OnDisconnecting
    void leaving(Socket socket) {
        errand.call(socket, "disconnecting");
    }

    @OnDisconnect
    void left(Socket socket) {
        errand.call(socket, "disconnect");
        notes.add(socket.id(), "left with " + seat.call());
    }
}
