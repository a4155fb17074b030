package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A client that is cut again and again while several threads emit. */
class RecoveryStressTest {

    private static final int CUTS = 1000;
    private static final Pattern NUMBERED = Pattern.compile("42\\[\"(\\w+)\",(\\d+)]");

    @Test
    void nothingIsLostAndNothingComesTwiceAcrossAThousandCuts() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ExecutorService handlers = Executors.newFixedThreadPool(3);
        ExecutorService emitters = Executors.newFixedThreadPool(3);
        CoreFixture fixture = new CoreFixture(RecoveryTest.options(recovery -> recovery), handlers);
        AtomicReference<Socket> latest = new AtomicReference<>();
        fixture.server.onConnection(socket -> {
            socket.join("room");
            latest.set(socket);
        });
        RecoveringClient client = new RecoveringClient(fixture).connects();
        while (latest.get() == null) {
            Thread.onSpinWait();
        }
        fixture.server.emit("hello");
        client.reads();
        AtomicBoolean over = new AtomicBoolean();
        List<Future<Integer>> runs = new ArrayList<>();
        runs.add(emitters.submit(() -> emit(over, n -> fixture.server.emit("all", n))));
        runs.add(emitters.submit(() -> emit(over, n -> fixture.server.to("room").emit("room", n))));
        runs.add(emitters.submit(() -> emit(over, n -> latest.get().emit("direct", n))));
        for (int i = 0; i < CUTS; i++) {
            if (random.nextInt(3) == 0) {
                // Events that have been sent and that the client has not received.
                client.connection.exchange.closes();
            } else {
                client.isCut();
            }
            comesBack(client, "cut " + i + ", seed " + seed);
        }
        over.set(true);
        Map<String, Integer> sent = new HashMap<>();
        sent.put("all", runs.get(0).get(60, TimeUnit.SECONDS));
        sent.put("room", runs.get(1).get(60, TimeUnit.SECONDS));
        sent.put("direct", runs.get(2).get(60, TimeUnit.SECONDS));
        client.isCut();
        // Before the threads end: a session is restored on one of them if the listeners of the former socket still run.
        comesBack(client, "the last cut, seed " + seed);
        handlers.shutdown();
        emitters.shutdown();
        assertTrue(handlers.awaitTermination(30, TimeUnit.SECONDS));
        client.reads();
        Map<String, Integer> next = new HashMap<>();
        for (String event : client.events) {
            Matcher numbered = NUMBERED.matcher(event);
            if (numbered.matches()) {
                int expected = next.merge(numbered.group(1), 1, Integer::sum);
                assertEquals(expected, Integer.parseInt(numbered.group(2)), event + ", seed " + seed);
            }
        }
        assertEquals(sent, next, "seed " + seed);
    }

    private static void comesBack(RecoveringClient client, String what) {
        String before = client.sid;
        client.connects();
        while (client.answer.stream().noneMatch(frame -> frame.startsWith("40"))) {
            client.answer = client.reads();
            Thread.onSpinWait();
        }
        assertEquals(before, client.sid, what);
    }

    private static int emit(AtomicBoolean over, java.util.function.IntConsumer emit) {
        int n = 0;
        while (!over.get() && n < 20_000) {
            emit.accept(++n);
            if (n % 4 == 0) {
                Thread.yield();
            }
        }
        return n;
    }
}
