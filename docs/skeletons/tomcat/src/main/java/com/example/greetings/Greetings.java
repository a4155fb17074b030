package com.example.greetings;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;

@SocketIoNamespace("/")
public class Greetings {

    @OnConnect
    void welcome(Socket socket) {
        socket.emit("welcome", "you are " + socket.id());
    }

    @OnEvent("greet")
    String greet(Socket socket, String name) {
        socket.broadcast().emit("greeted", name);
        return "Hello, " + name + "!";
    }
}
