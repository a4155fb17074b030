package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Session;

/** One connection tries to take all threads, through namespaces whose events are slow. */
final class ManyNamespaces implements Scenario {

    private static final int NAMESPACES = 70;

    @Override
    public Line line(Form form) {
        return new Line(
                "One connection with a slow event in each of " + NAMESPACES + " dynamic namespaces",
                "each blocks for 400 ms",
                "it occupies its share of the threads, and the handlers of the others run");
    }

    /** Without a share, they would wait for 1.7 s. */
    @Override
    public long longestWaitMillis() {
        return 1500;
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        Session session = Session.webSocket(bed.port());
        for (int i = 0; i < NAMESPACES; i++) {
            session.join("/dynamic-" + i);
        }
        bed.listen(session);
        for (int i = 0; i < NAMESPACES; i++) {
            session.send("42/dynamic-" + i + ",[\"block\",400]");
        }
        bed.pass(1500);
        session.close();
        return NAMESPACES + " events";
    }
}
