package io.socketio.jakarta.containers.enterprise;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Emits from an observer. */
@ApplicationScoped
public class Librarian {

    @Inject
    @SocketIoNamespace("/news")
    Namespace news;

    void onStored(@Observes Archive.Stored stored) {
        news.emit("observer", stored.text());
    }
}
