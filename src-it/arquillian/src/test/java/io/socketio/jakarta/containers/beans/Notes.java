package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.filter.Exchange;
import jakarta.inject.Inject;

/** Tells whoever listens what the beans have seen. */
@SocketIoNamespace("/notes")
public class Notes {

    @Inject
    @SocketIoNamespace("/notes")
    Namespace readers;

    /** @param subject usually the id of the socket that the note is about */
    public void add(String subject, String text) {
        readers.emit("note", subject, text);
    }

    /** About a socket in its namespace: what stands around the beans, not in them. */
    public void addWithin(Exchange exchange, String text) {
        add(exchange.namespace().name() + " " + exchange.socket().id(), text);
    }
}
