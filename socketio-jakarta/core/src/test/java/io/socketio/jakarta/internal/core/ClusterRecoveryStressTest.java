package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.internal.core.ServerCluster.Node;
import java.time.Duration;
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
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A client that is cut again and again, and comes back to another server each time, while all servers emit. */
class ClusterRecoveryStressTest {

    private static final int CUTS = 300;
    private static final int MOST_EVENTS = 4_000;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Pattern NUMBERED = Pattern.compile("42\\[\"(\\w+)\",(\\d+)]");

    private final ExecutorService carrier = Executors.newSingleThreadExecutor();
    private final ExecutorService handlers = Executors.newFixedThreadPool(3);
    private final ExecutorService emitters = Executors.newFixedThreadPool(3);
    private final InProcessBus bus = new InProcessBus(carrier);
    private final ServerCluster cluster = new ServerCluster(bus);
    private final AtomicReference<Socket> latest = new AtomicReference<>();

    @Test
    void nothingIsLostAndNothingComesTwice() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        bus.hasOffsets = true;
        bus.keepsSessions = true;
        List<Node> servers = List.of(start(), start(), start());
        RecoveringClient client = new RecoveringClient(servers.get(0).fixture()).connects();
        await("the socket", () -> latest.get() != null);
        servers.get(0).io().emit("hello");
        await("an offset", () -> {
            client.reads();
            return !client.offset.isEmpty();
        });
        AtomicBoolean over = new AtomicBoolean();
        List<Future<Integer>> runs = new ArrayList<>();
        runs.add(emitters.submit(() -> emit(over, n -> servers.get(n % 3).io().emit("all", n))));
        runs.add(emitters.submit(
                () -> emit(over, n -> servers.get(1).io().to("room").emit("room", n))));
        runs.add(emitters.submit(() -> emit(over, n -> latest.get().emit("direct", n))));
        for (int i = 1; i <= CUTS; i++) {
            comesBack(client, servers.get(i % 3), random.nextInt(3) > 0, "cut " + i + ", seed " + seed);
        }
        over.set(true);
        Map<String, Integer> sent = new HashMap<>();
        sent.put("all", runs.get(0).get(60, TimeUnit.SECONDS));
        sent.put("room", runs.get(1).get(60, TimeUnit.SECONDS));
        sent.put("direct", runs.get(2).get(60, TimeUnit.SECONDS));
        servers.get(2).io().emit("last");
        await("the last event", () -> {
            client.reads();
            return client.events.contains("42[\"last\"]");
        });
        for (ExecutorService each : List.of(emitters, carrier, handlers)) {
            each.shutdown();
            assertTrue(each.awaitTermination(30, TimeUnit.SECONDS));
        }
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

    private Node start() {
        Node node = cluster.start(RecoveryTest.options(recovery -> recovery), handlers);
        node.io().onConnection(socket -> {
            socket.join("room");
            latest.set(socket);
        });
        return node;
    }

    /** @param reads whether the client has received what was sent to it */
    private void comesBack(RecoveringClient client, Node to, boolean reads, String what) {
        if (reads) {
            client.isCut();
        } else {
            client.connection.exchange.closes();
        }
        await(what, () -> bus.sessions.containsKey(client.pid));
        String before = client.sid;
        client.goesTo(to.fixture()).connects();
        await(what, () -> {
            boolean connected = client.answer.stream().anyMatch(frame -> frame.startsWith("40"));
            client.answer = connected ? client.answer : client.reads();
            return connected;
        });
        assertEquals(before, client.sid, what);
    }

    private static void await(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begin < PATIENCE_NANOS, what);
            Thread.onSpinWait();
        }
    }

    private static int emit(AtomicBoolean over, IntConsumer emit) {
        int n = 0;
        while (!over.get() && n < MOST_EVENTS) {
            emit.accept(++n);
            if (n % 4 == 0) {
                Thread.yield();
            }
        }
        return n;
    }
}
