package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Session;

/** Room listeners of the application that take long. */
final class SlowRoomListener implements Scenario {

    @Override
    public Line line(Form form) {
        return new Line(
                "A room listener that blocks for 2 s",
                "3 clients that join rooms",
                "pings, broadcasts and the handlers of others go on");
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        for (int i = 0; i < 3; i++) {
            bed.listen(Session.webSocket(bed.port()).join("/rooms")).send("42/rooms,[\"join\"]");
        }
        bed.pass(2500);
        return "3 listeners for 2 s";
    }
}
