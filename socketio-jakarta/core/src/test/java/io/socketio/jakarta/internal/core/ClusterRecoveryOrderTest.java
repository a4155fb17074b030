package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.internal.core.ServerCluster.Node;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Servers that cannot read the bus for a while, or do not hear whether it has taken an event, and clients that change between them, in random order. As
 * long as a client keeps its socket, it gets every event that the bus has taken, and none of them twice.
 */
class ClusterRecoveryOrderTest {

    private static final int ROUNDS = 300;
    private static final int STEPS = 150;
    private static final SocketIoOptions OPTIONS = SocketIoOptions.builder()
            .recovery(recovery -> recovery.withEnabled(true))
            .pingInterval(Duration.ofDays(1))
            .build();

    /** A client, and what it has received since it has got its socket. */
    private static final class Traveller {
        final RecoveringClient client;
        boolean isConnected;
        String sid = "";
        String shown = "";
        final List<String> received = new ArrayList<>();
        /** How many events of the bus were there before those that it must have received. */
        int since;

        Traveller(RecoveringClient client) {
            this.client = client;
        }
    }

    private final class Round {
        final InProcessBus bus = new InProcessBus();
        final ServerCluster cluster = new ServerCluster(bus);
        final List<Node> nodes = new ArrayList<>();
        final List<Traveller> travellers = new ArrayList<>();
        final Random random;
        final String what;
        /** What the bus has taken. */
        final List<String> taken = new ArrayList<>();

        int count;
        int recovered;
        int renewed;

        Round(long seed) {
            random = new Random(seed);
            what = "seed " + seed;
            bus.heartbeats = false;
            bus.hasOffsets = true;
            bus.keepsSessions = true;
            for (int i = 0; i < 3; i++) {
                nodes.add(cluster.start(OPTIONS));
            }
            for (int i = 0; i < 4; i++) {
                travellers.add(new Traveller(new RecoveringClient(node().fixture()).connects()));
            }
            emit(nodes.get(0));
            travellers.forEach(this::look);
        }

        Node node() {
            return nodes.get(random.nextInt(nodes.size()));
        }

        void emit(Node node) {
            String event = "42[\"n\"," + count + "]";
            int before = bus.frames.size();
            node.io().emit("n", count++);
            if (bus.frames.size() > before) {
                taken.add(event);
            }
        }

        void step() {
            Node node = node();
            Traveller traveller = travellers.get(random.nextInt(travellers.size()));
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> emit(node);
                case 4 -> {
                    node.link().deaf = random.nextInt(4) == 0;
                    node.link().breaking = random.nextInt(8) == 0;
                    node.link().failing = random.nextInt(8) == 0;
                    emit(node);
                    node.link().deaf = false;
                    node.link().breaking = false;
                    node.link().failing = false;
                }
                case 5 -> node.link().goesAway();
                case 6 -> node.link().readsOne();
                case 7 -> node.link().returns();
                case 8 -> cluster.pass(random.nextInt(3) * 700L);
                case 9 -> look(traveller);
                default -> travel(traveller, node);
            }
        }

        void travel(Traveller traveller, Node to) {
            look(traveller);
            if (traveller.isConnected) {
                if (random.nextBoolean()) {
                    // On the way to the client.
                    emit(node());
                }
                traveller.client.connection.exchange.closes();
                traveller.isConnected = false;
                if (random.nextInt(3) > 0) {
                    emit(to);
                }
                traveller.shown = traveller.client.offset;
                traveller.client.goesTo(to.fixture()).connects();
                look(traveller);
            }
        }

        void look(Traveller traveller) {
            RecoveringClient client = traveller.client;
            List<String> frames = new ArrayList<>(client.answer);
            client.answer = List.of();
            frames.addAll(client.reads());
            boolean connects = frames.stream().anyMatch(frame -> frame.startsWith("40"));
            traveller.isConnected |= connects;
            if (connects && !client.sid.equals(traveller.sid)) {
                renewed++;
                traveller.sid = client.sid;
                traveller.received.clear();
                traveller.since = -1;
                // What it has shown says nothing about its new socket.
                client.offset = client.offset.equals(traveller.shown) ? "" : client.offset;
            } else if (connects) {
                recovered++;
            }
            traveller.received.addAll(client.events);
            client.events.clear();
            check(traveller);
        }

        void check(Traveller traveller) {
            Set<String> once = new HashSet<>();
            for (String each : traveller.received) {
                assertTrue(once.add(each), () -> each + " twice: " + traveller.received + ", " + what);
            }
            if (!traveller.isConnected || traveller.client.offset.isEmpty()) {
                return;
            }
            int place = taken.indexOf(eventOf(traveller.client.offset));
            if (traveller.since < 0) {
                traveller.since = place;
            }
            for (int i = traveller.since; i <= place; i++) {
                String owed = taken.get(i);
                assertTrue(once.contains(owed), () -> owed + " is lost: " + traveller.received + ", " + what);
            }
        }

        String eventOf(String offset) {
            for (InProcessBus.Frame frame : bus.frames) {
                if (frame.offset().equals(offset)) {
                    String json = frame.json();
                    int begin = json.indexOf("[\"n\",");
                    return "42" + json.substring(begin, json.indexOf(']', begin) + 1);
                }
            }
            throw new AssertionError("no event has the offset " + offset);
        }

        void ends() {
            nodes.forEach(node -> node.link().returns());
            cluster.pass(6000);
            nodes.forEach(this::emit);
            for (Traveller traveller : travellers) {
                look(traveller);
                assertTrue(traveller.isConnected, what);
                assertEquals(taken.get(taken.size() - 1), traveller.received.get(traveller.received.size() - 1), what);
            }
        }
    }

    private final CapturedLog log = CapturedLog.ofWarnings();

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void whoKeepsItsSocketMissesNothingAndGetsNothingTwice() {
        long first = System.nanoTime();
        int recovered = 0;
        int renewed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Round round = new Round(first + i);
            for (int step = 0; step < STEPS; step++) {
                round.step();
            }
            round.ends();
            recovered += round.recovered;
            renewed += round.renewed;
        }
        assertTrue(recovered > renewed, recovered + " have recovered, " + renewed + " have not");
    }
}
