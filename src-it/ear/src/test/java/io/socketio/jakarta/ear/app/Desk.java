package io.socketio.jakarta.ear.app;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** A namespace that every WAR has, with the same events. */
@SocketIoNamespace("/")
public class Desk {

    @Inject
    Visit visit;

    @Inject
    Journal journal;

    @Inject
    SocketIoServer server;

    @Inject
    @SocketIoNamespace("/")
    Namespace namespace;

    @Inject
    Event<Published> published;

    /** Clients are let in by a filter of the library, which must be that of this WAR. */
    @OnConnecting
    void admit() {}

    @OnEvent("who")
    String who() {
        return War.NAME;
    }

    @OnEvent("count")
    int count() {
        return visit.next();
    }

    @OnEvent("journal")
    List<String> journal() {
        return journal.entries();
    }

    @OnEvent("greet")
    void greet() {
        server.emit("greeted", War.NAME);
    }

    @OnEvent("call")
    void call() {
        namespace.emit("called", War.NAME);
    }

    @OnEvent("publish")
    void publish() {
        published.fire(new Published(War.NAME));
    }
}
