package io.socketio.jakarta.docs;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import java.util.List;
import java.util.Map;

/** The snippets of docs/guide-api.md about emitting; {@link EmittingTest} runs them. */
final class Emitting {

    private Emitting() {}

    static void fromSocket(SocketIoServer io, Socket socket, String otherId) {
        // to this client; any number of arguments
        socket.emit("hello", 1, "two", Map.of("three", 3));

        // to all clients in the namespace except this one
        socket.broadcast().emit("somebody is here");

        // to all clients in a room except this one
        socket.to("room1").emit("to a room");

        // to all clients in at least one of the rooms except this one; each client receives it once
        socket.to("room1", "room2").emit("to two rooms");

        // to all clients that are in one room and not in the other, except this one
        socket.to("room1").except("room2").emit("to a part of a room");

        // to all clients in a room, including this one
        io.to("room1").emit("to the whole room");

        // to one other client: its id is the name of a room that only this client is in
        socket.to(otherId).emit("only for you");

        // to all clients in the namespace, including this one
        socket.namespace().emit("to all");

        // the event "message"
        socket.send("short for emit(\"message\", …)");
    }

    static void fromAnywhere(SocketIoServer io, String socketId, String userId) {
        // to all clients in the namespace "/"
        io.emit("news", "it rains");

        // to all clients in another namespace
        io.of("/admin").emit("alarm", 7);

        // to all clients in a room of that namespace
        io.of("/admin").to("berlin").emit("alarm", 8);

        // to all clients except those in a room
        io.except("berlin").emit("greetings from Berlin");

        // to one client
        io.to(socketId).emit("only for you");

        // to all connections of one user, if each of them has joined a room named after the user
        io.to("user:" + userId).emit("order shipped", 4711);
    }

    static void modifiers(SocketIoServer io, Socket socket) {
        // dropped for a client whose connection is busy: for values that are replaced soon
        socket.asVolatile().emit("cursor", 12, 34);
        io.to("room1").asVolatile().emit("cursor", 12, 34);

        // without compression of the HTTP response (long-polling) or of the WebSocket frame
        socket.compress(false).emit("already compressed", new byte[] {1, 2, 3});

        // only to clients that are connected to this node of a cluster
        io.local().emit("this node restarts soon");
    }

    static void traps(SocketIoServer io, Socket socket, List<String> watched) {
        // an array of objects becomes several arguments (varargs); a list is one argument
        socket.emit("two arguments", (Object[]) new String[] {"x", "y"});
        socket.emit("one argument", List.of("x", "y"));

        // no rooms means no restriction: if the array is empty, this goes to everybody
        String[] rooms = watched.toArray(new String[0]);
        if (rooms.length > 0) {
            io.to(rooms).emit("news for watchers");
        }
    }
}
