package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.ServletContext;

/** Where an application finds its server. */
public final class SocketIo {

    private SocketIo() {}

    /**
     * The server of this web application.
     *
     * @throws IllegalStateException if none is registered: the library is switched off or not deployed with this application
     */
    public static SocketIoServer server(ServletContext context) {
        throw new UnsupportedOperationException();
    }
}
