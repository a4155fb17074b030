package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.HttpConnection;
import io.socketio.jakarta.faults.client.Session;
import io.socketio.jakarta.faults.client.WebSocketConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Random bytes in place of requests, POST bodies, frames and packets. */
final class Garbage implements Scenario {

    private static final String[] PACKETS = {
        // No event "number": a mutated one would be counted as one that has come out of order.
        "42[\"flood\",0]",
        "40/x,{\"a\":1}",
        "451-[\"e\",{\"_placeholder\":true,\"num\":0}]",
        "430[]",
        "b4AAAA",
        "41",
        "2probe"
    };

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Override
    public Line line(Form form) {
        return new Line(
                "Garbage: random requests, POST bodies, WebSocket frames, mutated packets",
                count(form) + " of each",
                "errors for the sender, nothing for anybody else");
    }

    private static int count(Form form) {
        return form.of(150, 50_000);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        // For whoever repeats a run that has failed.
        System.out.println("Garbage: seed " + seed);
        for (int i = 0; i < count(bed.form()); i++) {
            HttpConnection raw = new HttpConnection(bed.port());
            tolerated(() -> raw.write(bytes(200)));
            raw.close();

            Session polling = Session.polling(bed.port()).join("/");
            tolerated(() -> polling.send(new String(bytes(200), StandardCharsets.ISO_8859_1)));
            tolerated(() -> polling.send(mutated()));
            polling.reset();

            Session framed = Session.webSocket(bed.port()).join("/");
            tolerated(() -> framed.webSocket().tcp().write(bytes(200)));
            framed.reset();

            Session mutated = Session.webSocket(bed.port()).join("/");
            tolerated(() -> {
                mutated.send(mutated(), mutated(), mutated());
                mutated.webSocket().tcp().write(WebSocketConnection.frame(WebSocketConnection.BINARY, bytes(20)));
            });
            mutated.close();
        }
        long last = bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        return 4 * count(bed.form()) + " connections ended, the last after " + last + " ms";
    }

    private byte[] bytes(int most) {
        byte[] bytes = new byte[1 + random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String mutated() {
        StringBuilder packet = new StringBuilder(PACKETS[random.nextInt(PACKETS.length)]);
        for (int i = random.nextInt(4); i >= 0; i--) {
            packet.setCharAt(random.nextInt(packet.length()), (char)
                    (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0xD800)));
        }
        return packet.toString();
    }

    /** The server may refuse whatever it wants. */
    private static void tolerated(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            // Refused.
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }
}
