package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Namespace.ServerEventListener;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.event.ValueArguments;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.log.LogText;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The middleware and listeners that an application adds to a namespace. Thread-safe. */
final class NamespaceListeners {

    static final String CONNECT = "connect";
    static final String CONNECTION = "connection";

    private final List<NamespaceMiddleware> middlewares = new CopyOnWriteArrayList<>();
    private final List<Consumer<Socket>> connect = new CopyOnWriteArrayList<>();
    private final List<Consumer<Socket>> connection = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, List<ServerEventListener>> serverSide = new ConcurrentHashMap<>();
    /** For the children of a parent; a namespace passes them to its adapter. */
    private final List<RoomListener> room = new CopyOnWriteArrayList<>();

    /** @throws IllegalArgumentException if the name is reserved */
    static void checkServerSideName(String event) {
        if (event.equals(CONNECT) || event.equals(CONNECTION) || event.equals("new_namespace")) {
            throw new IllegalArgumentException("\"" + event + "\" is a reserved event name");
        }
    }

    /** Adds everything that the other instance currently contains. */
    void addAll(NamespaceListeners other) {
        middlewares.addAll(other.middlewares);
        connect.addAll(other.connect);
        connection.addAll(other.connection);
        other.serverSide.forEach((event, listeners) -> serverSide.put(event, new CopyOnWriteArrayList<>(listeners)));
        room.addAll(other.room);
    }

    void use(NamespaceMiddleware middleware) {
        middlewares.add(middleware);
    }

    List<NamespaceMiddleware> middlewares() {
        return middlewares;
    }

    void onConnection(Consumer<Socket> listener) {
        connection.add(listener);
    }

    void on(String event, Consumer<Arguments> listener) {
        switch (event) {
            case CONNECT -> connect.add(socket -> listener.accept(new ValueArguments(socket)));
            case CONNECTION -> connection.add(socket -> listener.accept(new ValueArguments(socket)));
            default -> onServerEvent(event, (namespace, args, ack) -> listener.accept(args));
        }
    }

    void onServerEvent(String event, ServerEventListener listener) {
        serverSide
                .computeIfAbsent(event, unused -> new CopyOnWriteArrayList<>())
                .add(listener);
    }

    void onRoom(RoomListener listener) {
        room.add(listener);
    }

    List<RoomListener> room() {
        return room;
    }

    /** Calls the connection listeners, in the mailbox of the socket, before any of its events. */
    void fireConnection(CoreSocket socket) {
        fire(connect, CONNECT, socket);
        fire(connection, CONNECTION, socket);
    }

    /** Calls the listeners of an event from another node, on the executor. */
    void fireServerSide(Namespace namespace, String event, Arguments arguments, Ack ack, Consumer<Throwable> onThrown) {
        for (ServerEventListener listener : serverSide.getOrDefault(event, List.of())) {
            try {
                listener.onServerEvent(namespace, arguments, ack);
            } catch (Throwable t) {
                onThrown.accept(t);
            }
        }
    }

    private static void fire(List<Consumer<Socket>> listeners, String event, CoreSocket socket) {
        for (Consumer<Socket> listener : listeners) {
            try {
                listener.accept(socket);
            } catch (Throwable t) {
                socket.onFailed("listener of " + LogText.quoted(event), t);
                socket.fireError(t);
            }
        }
    }
}
