package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Session;
import java.util.ArrayList;
import java.util.List;

/** Clients that the server closes, and that answer no close frame and keep their TCP connection. */
final class IgnoredClose implements Scenario {

    @Override
    public Line line(Form form) {
        return new Line(
                "Clients that ignore the close frame",
                count(form) + " clients that have joined no namespace",
                "their TCP connections are gone within seconds of the connect timeout");
    }

    private static int count(Form form) {
        return form.of(20, 500);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        List<Session> ignoring = new ArrayList<>();
        for (int i = 0; i < count(bed.form()); i++) {
            ignoring.add(bed.keep(Session.webSocket(bed.port())));
        }
        long begin = System.nanoTime();
        for (Session session : ignoring) {
            bed.require(
                    session.webSocket().tcp().awaitEnd((int)
                            (TestBed.CONNECT_TIMEOUT_MS + TestBed.CLOSE_MS + TestBed.SLACK_MS)),
                    "a TCP connection is still open long after the connect timeout");
        }
        return "all gone after " + TestBed.millisSince(begin) + " ms";
    }
}
