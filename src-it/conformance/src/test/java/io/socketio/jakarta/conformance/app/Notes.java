package io.socketio.jakarta.conformance.app;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.engine.ConnectionError;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a server has noted about its sessions, by the query parameter {@code tag} of their handshakes. */
final class Notes {

    private final Map<String, List<String>> byTag = new ConcurrentHashMap<>();

    List<String> of(String tag) {
        return byTag.getOrDefault(tag, List.of());
    }

    private void add(String tag, String text) {
        byTag.computeIfAbsent(tag, key -> new CopyOnWriteArrayList<>()).add(text);
    }

    /** Notes the life of a socket. */
    void watch(Socket socket) {
        String tag = socket.handshake().query().getOrDefault("tag", "");
        if (tag.isEmpty()) {
            return;
        }
        add(tag, "connect " + socket.namespace().name());
        socket.onDisconnecting(reason ->
                add(tag, "disconnecting " + reason + " rooms=" + !socket.rooms().isEmpty()));
        socket.onDisconnect(reason ->
                add(tag, "disconnect " + reason + " rooms=" + !socket.rooms().isEmpty()));
        socket.on("error", event -> add(tag, "error " + event.arg(0)));
    }

    void refused(ConnectionError error) {
        Map<String, Object> context = new TreeMap<>(error.context());
        context.remove("error");
        String tag = error.request().query().getOrDefault("tag", "");
        add(tag, "connection_error " + error.code() + " " + error.message() + " " + Json.text(context));
    }
}
