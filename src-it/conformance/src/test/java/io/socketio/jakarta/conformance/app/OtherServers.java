package io.socketio.jakarta.conformance.app;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContext;

/** The servers beside the default one: one of Socket.IO, one of Socket.IO at the root of the application, and two of Engine.IO alone. */
final class OtherServers {

    private OtherServers() {}

    /** @param options of the default server */
    static void register(ServletContext context, SocketIoOptions options) {
        SocketIoServer admin = SocketIo.register(context, of(options, "admin", "/admin/socket.io"));
        SocketIoServer root = SocketIo.register(context, of(options, "root", "/"));
        for (SocketIoServer server : new SocketIoServer[] {admin, root}) {
            String name = server.options().name();
            server.of("/custom").onConnection(socket -> {
                socket.on("name", event -> event.ack(name));
                socket.on("publish", event -> server.of("/custom").emit("news", name));
            });
        }
        echo(SocketIo.registerEngine(context, of(options, "raw", "/engine.io")));
        echo(SocketIo.registerEngine(
                context,
                of(options, "old", "/engine.old").toBuilder().allowEio3(true).build()));
    }

    private static SocketIoOptions of(SocketIoOptions options, String name, String path) {
        return options.toBuilder().name(name).path(path).build();
    }

    /** Does what the reference server of servers.test.mjs does. */
    private static void echo(EngineIo server) {
        server.onConnection(socket -> {
            socket.send("welcome " + socket.protocol());
            socket.onMessage(text -> {
                switch (text) {
                    case "close" -> {
                        socket.send("bye");
                        socket.close();
                    }
                    case "discard" -> socket.discard();
                    case "transport" -> socket.send(socket.transport());
                    default -> socket.send(text);
                }
            });
            socket.onBinary(socket::send);
        });
    }
}
