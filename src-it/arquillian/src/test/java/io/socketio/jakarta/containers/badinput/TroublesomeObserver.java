package io.socketio.jakarta.containers.badinput;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.Disconnected;
import io.socketio.jakarta.annotation.SocketIoEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

/** Throws whatever it hears. */
@ApplicationScoped
public class TroublesomeObserver {

    @Inject
    Trouble trouble;

    void connected(@Observes @Connected("/troubled") Socket socket) {
        trouble.make("observer");
    }

    void connectedLater(@ObservesAsync @Connected("/troubled") Socket socket) {
        throw new IllegalStateException("secret of the asynchronous observer");
    }

    void event(@Observes @SocketIoEvent(namespace = "/troubled", name = "event") Event event) {
        trouble.make("observer");
    }

    void eventLater(@ObservesAsync @SocketIoEvent(namespace = "/troubled", name = "event") Event event) {
        throw new IllegalStateException("secret of the asynchronous observer");
    }

    void disconnected(@Observes @Disconnected("/troubled") Socket socket) {
        trouble.make("observer");
    }
}
