package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Session;
import io.socketio.jakarta.faults.client.WebSocketConnection;
import io.socketio.jakarta.faults.server.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Events of 1 MB of text with an empty attachment, behind a handler that is slower than the network. */
final class HeavyEvents implements Scenario {

    private static final int CONNECTIONS = 8;
    private static final int CHARACTERS = 990_000;

    @Override
    public Line line(Form form) {
        return new Line(
                "Memory: events of 1 MB of text with an empty attachment, behind a slow handler",
                CONNECTIONS + " × " + count(form) + " MB against a heap of " + Server.HEAP,
                "what waits is weighed: the sender is closed before the heap is full");
    }

    private static int count(Form form) {
        return form.of(40, 400);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        ByteArrayOutputStream heavy = new ByteArrayOutputStream();
        String event = "451-/slow,[\"heavy\",{\"_placeholder\":true,\"num\":0},\"" + "m".repeat(CHARACTERS) + "\"]";
        heavy.writeBytes(
                WebSocketConnection.frame(WebSocketConnection.TEXT, event.getBytes(StandardCharsets.US_ASCII)));
        heavy.writeBytes(WebSocketConnection.frame(WebSocketConnection.BINARY, new byte[0]));
        byte[] bytes = heavy.toByteArray();
        AtomicLong sent = new AtomicLong();
        List<Future<?>> attacks = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Session session = bed.listen(Session.webSocket(bed.port()).join("/slow"));
            attacks.add(bed.beside(() -> {
                try {
                    for (int j = 0; j < count(bed.form()); j++) {
                        session.webSocket().tcp().write(bytes);
                        sent.incrementAndGet();
                    }
                } catch (IOException e) {
                    // Closed, as it should be.
                }
            }));
        }
        for (Future<?> attack : attacks) {
            attack.get();
        }
        long open = Math.max(
                0, bed.diagnostics().now().of("sessions") - bed.others().size());
        bed.sessions().forEach(Session::reset);
        bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        bed.requireNoOutOfMemory();
        return sent + " MB taken from the socket, " + (CONNECTIONS - open) + " of " + CONNECTIONS + " closed meanwhile";
    }
}
