package io.socketio.jakarta.faults.client;

import java.io.IOException;

/** The server has refused a handshake with status 503, because its memory budget is used up; a client tries again later. */
final class ServerBusy extends IOException {

    private static final long serialVersionUID = 1;

    ServerBusy() {
        super("the server is busy");
    }
}
