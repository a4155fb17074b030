package io.socketio.jakarta.faults.client;

import java.util.ArrayList;
import java.util.List;

/** Well-behaved clients: a third over long-polling, a third over WebSocket, a third that upgrades again and again. */
public final class Group {

    /**
     * What they do.
     *
     * @param perPath number of clients of each third
     * @param intervalMillis pause between two messages of one client
     * @param sends whether they send messages, or only hear the broadcasts
     * @param mayBeCut whether they connect anew when the server ends the connection
     */
    public record Manners(int perPath, int intervalMillis, boolean sends, boolean mayBeCut) {}

    private static final long PATIENCE_MS = 30_000;

    private final List<WellBehavedClient> clients = new ArrayList<>();
    private final Observations observations = new Observations();

    /** Connects them, and returns when all have joined. */
    public Group(int port, Manners manners) throws InterruptedException {
        for (int i = 0; i < manners.perPath(); i++) {
            for (WellBehavedClient.Path path : WellBehavedClient.Path.values()) {
                clients.add(new WellBehavedClient(port, path, manners, observations));
            }
        }
        for (WellBehavedClient client : clients) {
            client.awaitJoined(PATIENCE_MS);
        }
    }

    /** Returns the number of clients. */
    public int size() {
        return clients.size();
    }

    /** Returns what they have seen so far. */
    public Observations observations() {
        return observations;
    }

    /** Lets them finish what they have begun, and leave. */
    public Observations finish() throws InterruptedException {
        clients.forEach(WellBehavedClient::finish);
        for (WellBehavedClient client : clients) {
            client.awaitEnd(PATIENCE_MS);
        }
        return observations;
    }
}
