package io.socketio.jakarta.docs;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.ServerDefinition;
import io.socketio.jakarta.annotation.ServerName;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.SocketIo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.logging.Logger;

/** The snippets of docs/servers.md. */
final class SeveralServers {

    private static final Logger LOG = Logger.getLogger("guide");

    private SeveralServers() {}

    static final class Registration implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIoServer admin = SocketIo.register(
                    event.getServletContext(),
                    SocketIoOptions.builder()
                            .name("admin")
                            .path("/admin/socket.io")
                            .build());
            admin.onConnection(socket -> socket.emit("hello", "administrator"));
        }
    }

    @ServerDefinition(name = "admin", path = "/admin/socket.io", settings = "max-payload-bytes=100000")
    @SocketIoNamespace(value = "/users", server = "admin")
    public static class Users {
        @Inject
        @ServerName("admin")
        SocketIoServer admin;

        @Inject
        @SocketIoNamespace(value = "/users", server = "admin")
        Namespace users;

        @OnEvent("block")
        void block(String user) {
            users.emit("blocked", user);
        }
    }

    @ApplicationScoped
    public static class Watch {
        void online(@Observes @Connected(value = "/users", server = "admin") Socket socket) {
            LOG.info("an administrator: " + socket.id());
        }
    }

    static void echo(ServletContext context) {
        EngineIo io = SocketIo.registerEngine(
                context,
                SocketIoOptions.builder().name("raw").path("/engine.io").build());
        io.onConnection(socket -> {
            socket.data().put("since", System.nanoTime());
            socket.onMessage(text -> socket.send("you said " + text));
            socket.onBinary(socket::send);
            socket.onClose(reason -> LOG.info(socket.request().address() + " has gone: " + reason));
        });
    }

    static void history(EngineIo io, Iterable<String> lines) {
        io.onConnection(socket -> {
            for (String line : lines) {
                // One part at a time: the next one when the client has taken this one.
                socket.send(line).toCompletableFuture().join();
            }
        });
    }
}
