package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.SocketScoped;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

/** One for each socket. */
@SocketScoped
public class Seat {

    @Inject
    Handshake handshake;

    @Inject
    Socket socket;

    @Inject
    Notes notes;

    private int calls;

    public int call() {
        return ++calls;
    }

    /** The transport that the connection began with. */
    public String firstTransport() {
        return handshake.query().get("transport");
    }

    @PreDestroy
    void end() {
        notes.add("seats", "seat ends after " + calls);
    }
}
