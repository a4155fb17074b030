package io.socketio.jakarta.containers.beans;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.SocketIoNamespace;
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
}
