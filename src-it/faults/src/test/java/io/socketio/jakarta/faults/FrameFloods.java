package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Group;
import io.socketio.jakarta.faults.client.Session;
import io.socketio.jakarta.faults.client.WebSocketConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What a WebSocket client may send without a pause although it is no message: the threads that read it have other connections, too. */
final class FrameFloods implements Scenario {

    /** A final frame with an opcode that RFC 6455 reserves. */
    private static final int UNKNOWN = 0x83;

    /** More than a container has threads for reading. */
    private static final int OF_EACH = 4;

    private static final int BATCH = 500;

    @Override
    public Line line(Form form) {
        return new Line(
                "Floods of WebSocket pings, of pongs, and of bytes after a violation",
                OF_EACH + " connections of each for " + seconds(form) + " s",
                "a flood costs its own session only");
    }

    /** Longer than the others may wait. */
    private static int seconds(Form form) {
        return form.of(4, 20);
    }

    @Override
    public Group.Manners others() {
        return new Group.Manners(8, 40, true, false);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        AtomicLong bytes = new AtomicLong();
        AtomicLong closed = new AtomicLong();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds(bed.form()));
        List<Future<?>> floods = new ArrayList<>();
        for (int opcode : new int[] {WebSocketConnection.PING, WebSocketConnection.PONG, UNKNOWN}) {
            byte[] batch = batch(opcode);
            for (int i = 0; i < OF_EACH; i++) {
                Session session = bed.listen(Session.webSocket(bed.port()).join("/"));
                floods.add(bed.beside(() -> flood(session, batch, end, bytes, closed)));
            }
        }
        for (Future<?> flood : floods) {
            flood.get();
        }
        bed.sessions().forEach(Session::reset);
        bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        bed.require(
                closed.get() >= OF_EACH,
                "only " + closed + " connections were closed, of " + OF_EACH + " that violated");
        return (bytes.get() >> 20) + " MB, " + closed + " of the sessions closed";
    }

    private static byte[] batch(int opcode) {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int i = 0; i < BATCH; i++) {
            batch.writeBytes(WebSocketConnection.frame(opcode, new byte[100]));
        }
        return batch.toByteArray();
    }

    private static void flood(Session session, byte[] batch, long end, AtomicLong bytes, AtomicLong closed) {
        try {
            while (System.nanoTime() < end) {
                session.webSocket().tcp().write(batch);
                bytes.addAndGet(batch.length);
            }
        } catch (IOException e) {
            closed.incrementAndGet();
        }
    }
}
