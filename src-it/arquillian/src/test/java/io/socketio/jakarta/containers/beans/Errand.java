package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Socket;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** One for each call of a handler. */
@RequestScoped
public class Errand {

    @Inject
    Notes notes;

    /** Remembered, because nothing can be asked for it at the end. */
    private String socket = "";

    private String handlers = "";

    /** @return who has called, from the first on */
    public String call(Socket caller, String handler) {
        socket = caller.id();
        handlers += handler + " ";
        return handlers;
    }

    @PreDestroy
    void end() {
        notes.add("errands " + socket, handlers + "ends");
    }
}
