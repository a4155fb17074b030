package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.HttpConnection;
import io.socketio.jakarta.faults.client.Session;

/** Clients that open a session and then do nothing with it. */
final class AbandonedHandshakes implements Scenario {

    @Override
    public Line line(Form form) {
        return new Line(
                "Abandoned handshakes: no poll, or no CONNECT",
                count(form) + " over long-polling, " + count(form) / 10 + " over WebSocket that answer pings",
                "they end by the heartbeat or the connect timeout (here 4 s)");
    }

    private static int count(Form form) {
        return form.of(500, 20_000);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        try (HttpConnection connection = new HttpConnection(bed.port())) {
            for (int i = 0; i < count(bed.form()); i++) {
                HttpConnection.Response response = connection.request(Session.handshakePath(), null);
                bed.require(response.status() == 200, "handshake " + i + " was answered " + response);
            }
        }
        for (int i = 0; i < count(bed.form()) / 10; i++) {
            bed.listen(Session.webSocket(bed.port()));
        }
        long last = bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        return "all ended, the last after " + last + " ms";
    }
}
