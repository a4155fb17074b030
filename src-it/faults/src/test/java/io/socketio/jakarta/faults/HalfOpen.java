package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Session;
import io.socketio.jakarta.faults.client.StallingProxy;

/** Connections that stay open while nothing comes through any more, as behind a router that has lost its power. */
final class HalfOpen implements Scenario {

    @Override
    public Line line(Form form) {
        return new Line(
                "Half-open connections: a proxy loses everything from the client, from the server, or both",
                "3 × " + count(form) + " over each transport",
                "the heartbeat closes them within `pingInterval` + `pingTimeout` (here 6.5 s)");
    }

    private static int count(Form form) {
        return form.of(5, 100);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        stall(bed, true, false);
        stall(bed, false, true);
        stall(bed, true, true);
        long last = bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        return 6 * count(bed.form()) + " sessions ended, the last after " + last + " ms";
    }

    private static void stall(TestBed bed, boolean fromClient, boolean fromServer) throws Exception {
        StallingProxy proxy = bed.keep(new StallingProxy(bed.port()));
        for (int i = 0; i < count(bed.form()); i++) {
            bed.listen(Session.polling(proxy.port()).join("/"));
            bed.listen(Session.webSocket(proxy.port()).join("/"));
        }
        proxy.stall(fromClient, fromServer);
    }
}
