package io.socketio.jakarta.internal.core;

import static io.socketio.jakarta.internal.core.NumberedEmitters.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.internal.core.ServerCluster.Node;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A client that is cut again and again, and comes back to another server each time, while all servers emit. */
class ClusterRecoveryStressTest {

    private static final int CUTS = 300;
    private static final int MOST_EVENTS = 4_000;

    private final ExecutorService carrier = Executors.newSingleThreadExecutor();
    private final ExecutorService handlers = Executors.newFixedThreadPool(3);
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
        NumberedEmitters emitters = new NumberedEmitters(MOST_EVENTS);
        emitters.start("all", n -> servers.get(n % 3).io().emit("all", n));
        emitters.start("room", n -> servers.get(1).io().to("room").emit("room", n));
        emitters.start("direct", n -> latest.get().emit("direct", n));
        for (int i = 1; i <= CUTS; i++) {
            comesBack(client, servers.get(i % 3), random.nextInt(3) > 0, "cut " + i + ", seed " + seed);
        }
        emitters.stop();
        servers.get(2).io().emit("last");
        await("the last event", () -> {
            client.reads();
            return client.events.contains("42[\"last\"]");
        });
        for (ExecutorService each : List.of(carrier, handlers)) {
            each.shutdown();
            assertTrue(each.awaitTermination(30, TimeUnit.SECONDS));
        }
        emitters.requireAll(client.events, "seed " + seed);
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
        client.awaitConnect(what);
        assertEquals(before, client.sid, what);
    }
}
