package io.socketio.jakarta.docs;

import static io.socketio.jakarta.EventListener.nonBlocking;

import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.json.PayloadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The snippets of docs/guide-api.md and docs/concurrency.md about listening; {@link ListeningTest} runs them. */
final class Listening {

    private static final Logger LOG = Logger.getLogger("guide");

    private Listening() {}

    static void connection(SocketIoServer io) {
        io.onConnection(socket -> {
            Handshake handshake = socket.handshake();
            LOG.info(socket.id() + " from " + handshake.address() + " over "
                    + socket.client().transport());
            socket.data().put("language", handshake.query().getOrDefault("language", "en"));
            socket.on("chat message", String.class, text -> io.emit("chat message", text));
            socket.onDisconnect(reason -> LOG.info(socket.id() + " has left: " + reason.text()));
        });
    }

    public record Item(String name, int count) {}

    static void arguments(Socket socket) {
        // no type: read the arguments from the event
        socket.on("add", event -> {
            String name = event.arg(0, String.class);
            Integer count = event.arg(1, Integer.class);
            Object third = event.arg(2); // null: the client has sent two
            event.ack(name + " x " + count, event.size(), third);
        });

        // a class: the first argument, bound to it
        socket.on("order", Item.class, item -> socket.emit("ordered", item.name(), item.count()));

        // a class, and the event for the other arguments and the acknowledgement
        socket.on("rename", Item.class, (item, event) -> event.ack(new Item(event.arg(1, String.class), item.count())));
    }

    static void arrays(Socket socket) {
        socket.on("order all", Item[].class, (items, event) -> event.ack(items.length));
    }

    static void withoutBlocking(Socket socket) {
        socket.on("move", nonBlocking(event -> socket.to("game").emit("moved", event.arg(0))));
    }

    static void removing(Socket socket) {
        // only for the first event of this name
        socket.once("ready", event -> socket.emit("go"));

        // until it is removed
        EventListener listener = event -> socket.emit("tock");
        socket.on("tick", listener);
        socket.off("tick", listener);

        // all listeners of an event, all listeners of all events
        socket.off("tick");
        socket.removeAllListeners();
    }

    static void catchAll(Socket socket) {
        socket.onAny(event -> LOG.info("in: " + event.name() + " with " + event.size() + " arguments"));
        socket.onAnyOutgoing((event, args) -> LOG.info("out: " + event + " with " + args.size() + " arguments"));
    }

    static void binary(Socket socket, Path folder) {
        socket.on("upload", event -> {
            byte[] content = event.arg(1, byte[].class);
            if (content != null) {
                Path file = Files.createTempFile(folder, "upload", ".bin");
                Files.write(file, content);
                event.ack(Map.of("bytes", content.length));
            }
        });

        // byte[] may stand anywhere in a value
        socket.emit("thumbnail", Map.of("name", "cat.png", "image", new byte[] {1, 2, 3}));
    }

    static void errors(Socket socket) {
        socket.on("order", event -> {
            try {
                Item item = event.arg(0, Item.class);
                event.ack(item == null ? "nothing" : item.name());
            } catch (PayloadException e) {
                event.ack(Map.of("error", "not an item"));
            }
        });

        // called with what the listeners of this socket throw
        socket.onError(error -> LOG.log(Level.INFO, "a listener has failed", error));
    }

    static void rooms(SocketIoServer io) {
        io.onConnection(socket -> {
            String user = String.valueOf(socket.handshake().auth().get("user"));
            socket.join("user:" + user, "everybody");

            socket.on("watch", String.class, auction -> {
                socket.join("auction:" + auction);
                socket.to("auction:" + auction).emit("new watcher", user);
            });
            socket.on("unwatch", String.class, auction -> socket.leave("auction:" + auction));

            // the rooms can still be read here
            socket.onDisconnecting(reason -> {
                for (String room : socket.rooms()) {
                    socket.to(room).emit("watcher left", user);
                }
            });
        });
    }

    static void utilities(SocketIoServer io) {
        // the sockets of a room
        io.in("room1").fetchSockets().thenAccept(sockets -> {
            for (RemoteSocket each : sockets) {
                LOG.info(each.id() + " is in " + each.rooms() + " and speaks " + each.data("language", String.class));
                each.emit("you were found");
            }
        });

        // everybody in room1 joins room2 and room3
        io.in("room1").socketsJoin("room2", "room3");

        // everybody leaves room1
        io.socketsLeave("room1");

        // everybody in room3 leaves the namespace; with true, their connections are closed
        io.in("room3").disconnectSockets();
    }
}
