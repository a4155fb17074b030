package io.socketio.jakarta.conformance;

import io.socketio.jakarta.SocketIoOptions;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContext;

/** How an application gives the library its options. */
final class Bootstrap {

    private Bootstrap() {}

    static void register(ServletContext context, SocketIoOptions options) {
        context.setInitParameter("socketio.enabled", "false");
        SocketIo.register(context, options);
    }

    static SocketIoServer server(ServletContext context) {
        return SocketIo.server(context);
    }
}
