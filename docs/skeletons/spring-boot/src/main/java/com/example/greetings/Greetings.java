package com.example.greetings;

import io.socketio.jakarta.SocketIoServer;
import org.springframework.stereotype.Component;

@Component
public class Greetings {

    Greetings(SocketIoServer io) {
        io.onConnection(socket -> {
            socket.emit("welcome", "you are " + socket.id());
            socket.on("greet", event -> {
                String name = event.arg(0, String.class);
                socket.broadcast().emit("greeted", name);
                event.ack("Hello, " + name + "!");
            });
        });
    }
}
