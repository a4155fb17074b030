package io.socketio.jakarta.ear.app;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.SocketIoEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What observers and interceptors of this WAR have seen, with the ids of the sockets. */
@ApplicationScoped
public class Journal {

    private final List<String> entries = new CopyOnWriteArrayList<>();

    void add(String entry) {
        entries.add(entry);
    }

    List<String> entries() {
        return entries;
    }

    void connected(@Observes @Connected("/") Socket socket) {
        add("connected " + socket.id());
    }

    void asked(@Observes @SocketIoEvent(namespace = "/", name = "who") Event event) {
        add("asked " + event.socket().id());
    }
}
