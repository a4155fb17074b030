package io.socketio.jakarta.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many WebSocket clients of one server, which connect a few at a time. */
public final class Crowd {

    private static final int CONNECTING_AT_ONCE = 50;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LoadLoop loop;
    private final Target target;
    private final int size;
    private final WebSocketClient.Talk talk;
    private final List<WebSocketClient> clients = new ArrayList<>();

    private int joined;

    /** A crowd that only listens, and answers pings. */
    public Crowd(LoadLoop loop, Target target, int size) {
        this(loop, target, size, Crowd::refuse);
    }

    Crowd(LoadLoop loop, Target target, int size, WebSocketClient.Talk talk) {
        this.loop = loop;
        this.target = target;
        this.size = size;
        this.talk = talk;
    }

    /** Connects all, and returns when the last has joined. */
    public void connect() {
        while (clients.size() < size) {
            clients.add(new WebSocketClient(loop, target, clients.size(), talk, () -> joined++));
            int enough = clients.size() - CONNECTING_AT_ONCE;
            loop.runUntil(() -> joined > enough, LIMIT, "a client to join");
        }
        loop.runUntil(() -> joined == size, LIMIT, size + " clients to join");
    }

    List<WebSocketClient> clients() {
        return clients;
    }

    /** The fewest pings that any client has answered. */
    public long fewestPings() {
        return clients.stream().mapToLong(WebSocketClient::pings).min().orElse(0);
    }

    public void close() {
        clients.forEach(WebSocketClient::close);
    }

    private static void refuse(WebSocketClient client, byte[] bytes, int from, int to) {
        throw new WrongReply("no packet", bytes, from, to);
    }
}
