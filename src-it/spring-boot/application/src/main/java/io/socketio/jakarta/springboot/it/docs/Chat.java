package io.socketio.jakarta.springboot.it.docs;

import io.socketio.jakarta.SocketIoServer;
import org.springframework.stereotype.Component;

@Component
class Chat {

    record Message(String from, String text) {}

    Chat(SocketIoServer io) {
        io.onConnection(socket -> {
            socket.join("lobby");
            socket.on("message", Message.class, message -> socket.to("lobby").emit("message", message));
            socket.on("sum", event -> event.ack(event.arg(0, Integer.class) + event.arg(1, Integer.class)));
        });
    }
}
