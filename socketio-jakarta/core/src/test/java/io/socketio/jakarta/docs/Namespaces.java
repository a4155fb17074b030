package io.socketio.jakarta.docs;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The snippets of docs/guide-api.md about namespaces and middleware; {@link NamespacesTest} runs them. */
final class Namespaces {

    private static final Logger LOG = Logger.getLogger("guide");

    interface Users {
        @Nullable
        String userOf(@Nullable Object token);

        CompletionStage<String> userOfLater(@Nullable Object token);
    }

    interface Tenants {
        boolean exists(String name);
    }

    private Namespaces() {}

    static void namespace(SocketIoServer io) {
        Namespace admin = io.of("/admin");
        admin.onConnection(socket -> socket.on("restart", event -> admin.emit("restarting", socket.id())));
    }

    static void byPattern(SocketIoServer io) {
        ParentNamespace rooms = io.of(Pattern.compile("^/room-\\d+$"));
        rooms.onConnection(
                socket -> socket.emit("welcome to", socket.namespace().name()));

        // to everybody in /room-1, /room-2, …
        rooms.emit("closing time");
    }

    static void byFunction(SocketIoServer io, Tenants tenants) {
        io.of((name, auth, next) -> {
                    if (name.startsWith("/tenant/") && tenants.exists(name.substring("/tenant/".length()))) {
                        next.allow();
                    } else {
                        next.refuse();
                    }
                })
                .onConnection(
                        socket -> LOG.info("a client of " + socket.namespace().name()));
    }

    static void newNamespaces(SocketIoServer io) {
        io.onNewNamespace(namespace -> {
            LOG.info(namespace.name() + " is new");
            namespace.onRoom(new RoomListener() {
                @Override
                public void onCreateRoom(Namespace created, String room) {
                    LOG.info(created.name() + " has room " + room);
                }
            });
        });
    }

    static void middleware(Namespace chat, Users users) {
        chat.use((socket, next) -> {
            String user = users.userOf(socket.handshake().auth().get("token"));
            if (user == null) {
                next.fail(new ConnectRefused("not authorized", Map.of("code", "E1")));
            } else {
                socket.data().put("user", user);
                next.proceed();
            }
        });
    }

    static void middlewareLater(Namespace chat, Users users) {
        chat.use((socket, next) -> users.userOfLater(socket.handshake().auth().get("token"))
                .whenComplete((user, error) -> {
                    if (error == null) {
                        socket.data().put("user", user);
                    }
                    next.accept(error == null ? null : new ConnectRefused("not authorized"));
                }));
    }

    static void socketMiddleware(Socket socket) {
        socket.use((event, next) -> {
            if (event.name().startsWith("admin:") && !"root".equals(socket.data("user", String.class))) {
                next.fail(new SecurityException(event.name() + " is for administrators"));
            } else {
                next.proceed();
            }
        });
        socket.onError(error -> socket.emit("refused", String.valueOf(error.getMessage())));
    }

    static void disconnecting(Socket socket) {
        // the client leaves this namespace; its other namespaces and the connection stay
        socket.on("leave", event -> socket.disconnect());

        // the connection is closed, with all its namespaces
        socket.on("goodbye", event -> socket.disconnect(true));

        // the rooms can still be read
        socket.onDisconnecting(reason -> socket.to("watchers").emit("leaving", String.valueOf(socket.rooms())));

        // the rooms are empty
        socket.onDisconnect(reason -> LOG.info(socket.id() + ": " + reason.text()));
    }
}
