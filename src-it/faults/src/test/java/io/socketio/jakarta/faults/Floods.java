package io.socketio.jakarta.faults;

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

/** Each kind of packet, as fast as the socket takes them. */
final class Floods implements Scenario {

    private static final List<String> PACKETS = List.of(
            "0{}", // open
            "2", // ping
            "3", // pong
            "4", // a message without a packet
            "5", // upgrade
            "6", // noop
            "40", // CONNECT
            "40/none,", // CONNECT to a namespace that is not there
            "41/none,", // DISCONNECT
            "42[\"flood\",1]", // EVENT
            "421[\"flood\",1]", // EVENT with an acknowledgement that nobody gives
            "431[1]", // ACK of nothing
            "44{}", // CONNECT_ERROR
            "451-[\"flood\",{\"_placeholder\":true,\"num\":0}]", // BINARY_EVENT
            "461-1[{\"_placeholder\":true,\"num\":0}]"); // BINARY_ACK

    private static final int BATCH = 200;

    @Override
    public Line line(Form form) {
        return new Line(
                "Floods of each packet type, valid and not",
                PACKETS.size() + " connections for " + form.of(1, 20) + " s",
                "a flood costs its own session only");
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        AtomicLong packets = new AtomicLong();
        AtomicLong cut = new AtomicLong();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(bed.form().of(1, 20));
        List<Future<?>> floods = new ArrayList<>();
        for (String packet : PACKETS) {
            Session session = bed.listen(Session.webSocket(bed.port()).join("/"));
            floods.add(bed.beside(() -> flood(session, batch(packet), end, packets, cut)));
        }
        for (Future<?> flood : floods) {
            flood.get();
        }
        for (Session session : bed.sessions()) {
            session.reset();
        }
        bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        return packets.get() + " packets, " + cut + " of the sessions closed";
    }

    private static void flood(Session session, byte[] batch, long end, AtomicLong packets, AtomicLong cut) {
        try {
            while (System.nanoTime() < end) {
                session.webSocket().tcp().write(batch);
                packets.addAndGet(BATCH);
            }
        } catch (IOException e) {
            cut.incrementAndGet();
        }
    }

    private static byte[] batch(String packet) {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int i = 0; i < BATCH; i++) {
            batch.writeBytes(
                    WebSocketConnection.frame(WebSocketConnection.TEXT, packet.getBytes(StandardCharsets.UTF_8)));
            if (packet.contains("_placeholder")) {
                batch.writeBytes(WebSocketConnection.frame(WebSocketConnection.BINARY, new byte[1]));
            }
        }
        return batch.toByteArray();
    }
}
