package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Session;

/** Clients that take nothing from the socket while the server sends to them. */
final class SlowReaders implements Scenario {

    private static final int CHARACTERS = 1 << 16;
    private static final int RECEIVE_BUFFER = 4096;

    private final int clients;

    SlowReaders(int clients) {
        this.clients = clients;
    }

    @Override
    public Line line(Form form) {
        return new Line(
                clients == 1 ? "A client that does not read" : clients + " clients that do not read",
                "a broadcast of " + events() / 16 + " MB to them",
                "they are closed, and nobody waits for them");
    }

    /** The system's buffers take the first of them. */
    private int events() {
        return clients > 100 ? 16 : 64;
    }

    @Override
    public long longestWaitMillis() {
        return clients > 100 ? 12_000 : 6000;
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        for (int i = 0; i < clients; i++) {
            bed.keep(Session.webSocket(bed.port(), RECEIVE_BUFFER).join("/download"));
        }
        Session trigger = bed.listen(Session.polling(bed.port()).join("/"));
        trigger.send("40/download,");
        trigger.send("42/download,[\"download\"," + events() + "," + CHARACTERS + "]");
        trigger.close();
        // Closed for their queue, or by their heartbeat where the system has taken everything.
        long last = bed.awaitOnlyOthers(2 * TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        return clients + " closed, the last after " + last + " ms";
    }
}
