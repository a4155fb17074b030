package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.NumberedConversation;
import io.socketio.jakarta.faults.client.Observations;
import io.socketio.jakarta.faults.client.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many clients that connect in any way, say a few numbers, and end in any way. */
final class Chaos implements Scenario {

    private static final int WORKERS = 16;
    private static final int MOST_NUMBERS = 3;

    @Override
    public Line line(Form form) {
        return new Line(
                "Chaos: clients connect over any transport, upgrade or not, send numbers, and leave, vanish or die",
                String.format(java.util.Locale.ROOT, "%,d connects, %d at a time", connects(form), WORKERS),
                "no number is lost, doubled or reordered before the client ends");
    }

    private static int connects(Form form) {
        return form.of(2000, 100_000);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        long seed = System.nanoTime();
        System.out.println("Chaos: seed " + seed);
        Observations observations = new Observations();
        AtomicInteger left = new AtomicInteger(connects(bed.form()));
        List<Future<?>> workers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < WORKERS; i++) {
            Random random = new Random(seed + i);
            workers.add(bed.beside(() -> {
                while (left.getAndDecrement() > 0) {
                    connect(bed.port(), random, observations);
                }
            }));
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
        long seconds = Math.max(1, TestBed.millisSince(begin) / 1000);
        bed.require(observations.faults().isEmpty(), observations.faults().toString());
        bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        return String.format(
                java.util.Locale.ROOT,
                "%,d messages, %d connects per second",
                observations.messages(),
                connects(bed.form()) / seconds);
    }

    private static void connect(int port, Random random, Observations observations) throws IOException {
        boolean webSocket = random.nextBoolean();
        Session session = webSocket ? Session.webSocket(port) : Session.polling(port);
        session.join("/");
        NumberedConversation conversation = new NumberedConversation(session, "chaos", observations, true);
        conversation.startReading();
        say(conversation, random);
        if (!webSocket && random.nextBoolean()) {
            session.upgrade();
            say(conversation, random);
        }
        conversation.awaitEchoes();
        switch (random.nextInt(3)) {
            case 0 -> conversation.close();
            case 1 -> session.reset();
            default -> session.vanish();
        }
    }

    private static void say(NumberedConversation conversation, Random random) throws IOException {
        for (int i = random.nextInt(MOST_NUMBERS); i >= 0; i--) {
            conversation.sendNext();
        }
    }
}
