package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Group;
import io.socketio.jakarta.faults.client.Session;
import io.socketio.jakarta.faults.client.WebSocketConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Some clients send events as fast as they can, beside ten times as many that behave well. */
final class Flooders implements Scenario {

    private static final int FLOODERS = 10;
    private static final int BATCH = 50;

    @Override
    public Line line(Form form) {
        return new Line(
                "Ten flooders beside 99 well-behaved clients",
                "events of 100 bytes for " + form.of(3, 60) + " s, without a pause",
                "nobody is cut, and 99 % of the messages of the others are back within 5 s");
    }

    @Override
    public Group.Manners others() {
        return new Group.Manners(33, 200, true, false);
    }

    @Override
    public long longestWaitMillis() {
        return 10_000;
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(bed.form().of(3, 60));
        AtomicLong events = new AtomicLong();
        List<Future<?>> floods = new ArrayList<>();
        for (int i = 0; i < FLOODERS; i++) {
            Session session = bed.listen(Session.webSocket(bed.port()).join("/"));
            floods.add(bed.beside(() -> flood(session, end, events)));
        }
        for (Future<?> flood : floods) {
            flood.get();
        }
        bed.sessions().forEach(Session::reset);
        bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        long p99 = bed.others().observations().percentileMillis(0.99);
        bed.require(p99 < 5000, "p99 of the others is " + p99 + " ms");
        return events.get() + " events of the flooders, p99 of the others " + p99 + " ms";
    }

    private static void flood(Session session, long end, AtomicLong events) {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        byte[] event = ("42[\"flood\",\"" + "f".repeat(86) + "\"]").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < BATCH; i++) {
            batch.writeBytes(WebSocketConnection.frame(WebSocketConnection.TEXT, event));
        }
        try {
            while (System.nanoTime() < end) {
                session.webSocket().tcp().write(batch.toByteArray());
                events.addAndGet(BATCH);
            }
        } catch (IOException e) {
            // Cut, as it may be.
        }
    }
}
