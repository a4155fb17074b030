package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Session;

/** The application sends much at once to clients that read. */
final class LargeHistory implements Scenario {

    private static final int EVENTS = 300;

    @Override
    public Line line(Form form) {
        return new Line(
                "A burst of our own: " + EVENTS + " events of 2 KB while a client connects",
                "10 clients, half of them over long-polling",
                "every event arrives in order, nobody is cut");
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        long slowest = 0;
        for (int i = 0; i < 10; i++) {
            long begin = System.nanoTime();
            Session session = bed.keep(i % 2 == 0 ? Session.webSocket(bed.port()) : Session.polling(bed.port()));
            session.join("/history");
            for (int number = 0; number < EVENTS; number++) {
                String packet = session.receive();
                bed.require(
                        packet.startsWith("42/history,[\"number\"," + number + ",\"h"),
                        "expected number " + number + ", got " + packet.substring(0, Math.min(50, packet.length())));
            }
            slowest = Math.max(slowest, TestBed.millisSince(begin));
            session.close();
        }
        return 10 * EVENTS + " events arrived, the slowest client had them after " + slowest + " ms";
    }
}
