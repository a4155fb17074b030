package io.socketio.jakarta.containers.session;

import io.socketio.jakarta.annotation.SocketScoped;

/** One for each socket. */
@SocketScoped
public class Trolley {

    private int pushes;

    public int push() {
        return ++pushes;
    }
}
