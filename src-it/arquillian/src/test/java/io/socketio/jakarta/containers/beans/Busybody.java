package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

/** Hears whatever is fired, but asks for nothing to be fired. */
@ApplicationScoped
public class Busybody {

    @Inject
    Notes notes;

    void socket(@Observes @Any Socket socket) {
        notes.add("busybody", socket.namespace().name());
    }

    void event(@Observes @Any Event event) {
        notes.add("busybody", event.name());
    }
}
