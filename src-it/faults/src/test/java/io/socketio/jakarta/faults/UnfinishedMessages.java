package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Session;
import io.socketio.jakarta.faults.client.WebSocketConnection;
import io.socketio.jakarta.faults.server.Server;
import java.io.IOException;

/** WebSocket messages whose last frame never comes, before the client has joined any namespace. */
final class UnfinishedMessages implements Scenario {

    private static final int BYTES = 950_000;

    @Override
    public Line line(Form form) {
        return new Line(
                "Memory: unfinished messages of 1 MB before CONNECT",
                count(form) + " connections against a heap of " + Server.HEAP,
                "before CONNECT a client may send no more than it needs for that");
    }

    private static int count(Form form) {
        return form.of(300, 1000);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        byte[] unfinished = WebSocketConnection.frame(WebSocketConnection.BEGIN_TEXT, new byte[BYTES]);
        int refused = 0;
        for (int i = 0; i < count(bed.form()); i++) {
            try {
                bed.keep(Session.webSocket(bed.port())).webSocket().tcp().write(unfinished);
            } catch (IOException e) {
                refused++;
            }
        }
        bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        bed.requireNoOutOfMemory();
        return count(bed.form()) + " connections ended, " + refused + " while they were still sending";
    }
}
