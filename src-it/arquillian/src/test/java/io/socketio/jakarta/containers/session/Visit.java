package io.socketio.jakarta.containers.session;

import io.socketio.jakarta.annotation.ConnectionScoped;

/** One for each connection. */
@ConnectionScoped
public class Visit {

    private int calls;

    public int call() {
        return ++calls;
    }
}
