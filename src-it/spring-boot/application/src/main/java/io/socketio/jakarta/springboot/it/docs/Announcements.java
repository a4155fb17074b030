package io.socketio.jakarta.springboot.it.docs;

import io.socketio.jakarta.SocketIoServer;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Announcements {

    private final SocketIoServer io;

    Announcements(SocketIoServer io) {
        this.io = io;
    }

    @PostMapping("/announcements")
    void announce(@RequestBody String text) {
        io.to("lobby").emit("announcement", text);
    }
}
