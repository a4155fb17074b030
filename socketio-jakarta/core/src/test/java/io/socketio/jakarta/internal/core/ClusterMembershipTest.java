package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.internal.core.ServerCluster.Node;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How servers find each other and how they are missed. */
class ClusterMembershipTest {

    private final InProcessBus bus = new InProcessBus();
    private final ServerCluster cluster = new ServerCluster(bus);

    /** The types of the messages since the last call. */
    private List<String> types() {
        return bus.texts().stream()
                .map(text -> text.replaceAll(".*?\"type\":(\\d+).*", "$1"))
                .toList();
    }

    /** How many other servers this one waits for. */
    private static int others(Node node) {
        CompletableFuture<List<Arguments>> responses =
                node.io().serverSideEmitWithAck("count").toCompletableFuture();
        return responses.join().size();
    }

    private Node counted() {
        Node node = cluster.start();
        node.io().onServerEvent("count", (namespace, args, ack) -> ack.send(1));
        return node;
    }

    @Test
    void serverThatJoinsIsAnsweredByAllOthers() {
        Node first = counted();
        assertEquals(List.of("1"), types());
        Node second = counted();
        assertEquals(List.of("1", "2"), types());
        Node third = counted();
        assertEquals(List.of("1", "2", "2"), types());
        for (Node node : List.of(first, second, third)) {
            assertEquals(2, others(node));
        }
    }

    @Test
    void serverThatSaysNothingElseSendsAHeartbeatEveryFiveSeconds() {
        cluster.start();
        types();
        cluster.pass(4900);
        assertEquals(List.of(), types());
        cluster.pass(200);
        assertEquals(List.of("2"), types());
        cluster.pass(5000);
        assertEquals(List.of("2"), types());
    }

    @Test
    void requestsShowLifeButEventsDoNot() {
        Node first = cluster.start();
        types();
        cluster.pass(3000);
        first.io().serverSideEmit("job");
        cluster.pass(4900);
        assertEquals(List.of("9"), types());
        cluster.pass(200);
        assertEquals(List.of("2"), types());
        cluster.pass(3000);
        first.io().emit("x");
        cluster.pass(2100);
        assertEquals(List.of("3", "2"), types());
    }

    @Test
    void serverThatLeavesSaysSo() {
        Node first = counted();
        Node second = counted();
        types();
        second.io().close();
        assertEquals(List.of("13"), types());
        assertEquals(0, others(first));
    }

    @Test
    void serverThatHasDiedIsMissedAfterTenSeconds() {
        Node first = counted();
        Node second = counted();
        second.link().die();
        cluster.pass(9000);
        CompletableFuture<?> early = first.io().serverSideEmitWithAck("count").toCompletableFuture();
        assertFalse(early.isDone());
        cluster.pass(2100);
        // Its removal counts as its answer.
        assertTrue(early.isDone());
        assertFalse(early.isCompletedExceptionally());
        assertEquals(0, others(first));
    }

    @Test
    void clusterMaySayHowOftenServersShowLifeAndWhenTheyAreMissed() {
        bus.heartbeatInterval = Duration.ofSeconds(1);
        bus.heartbeatTimeout = Duration.ofSeconds(2);
        Node first = counted();
        Node second = counted();
        types();
        cluster.pass(1100);
        assertEquals(List.of("2", "2"), types());
        second.link().die();
        cluster.pass(3200);
        assertEquals(0, others(first));
    }

    @Test
    void clusterMaySayHowLongRequestsWait() {
        bus.requestTimeout = Duration.ofSeconds(1);
        Node first = counted();
        counted().link().die();
        CompletableFuture<?> events = first.io().serverSideEmitWithAck("count").toCompletableFuture();
        CompletableFuture<?> sockets = first.io().fetchSockets().toCompletableFuture();
        cluster.pass(900);
        assertFalse(events.isDone() || sockets.isDone());
        cluster.pass(200);
        assertTrue(events.isCompletedExceptionally());
        assertTrue(sockets.isCompletedExceptionally());
    }

    @Test
    void emittersAreNoServers() {
        Node first = counted();
        first.link().receives("/", "{\"type\":9,\"uid\":\"emitter\",\"nsp\":\"/\",\"data\":{\"packet\":[\"x\"]}}");
        first.link().receives("/", "{\"type\":9,\"nsp\":\"/\",\"data\":{\"packet\":[\"x\"]}}");
        assertEquals(0, others(first));
    }

    @Test
    void ownMessagesThatComeBackCountForNothing() {
        Node first = counted();
        FakeClient client = first.client();
        first.io().emit("x");
        assertEquals(List.of("42[\"x\"]"), client.received());
        assertEquals(0, others(first));
    }

    @Test
    void transportThatCountsServersNeedsNoHeartbeats() {
        bus.heartbeats = false;
        Node first = counted();
        counted();
        counted();
        assertEquals(List.of(), types());
        assertEquals(2, others(first));
        types();
        cluster.pass(20_000);
        first.io().close();
        assertEquals(List.of(), types());
    }

    @Test
    void closedServerLeavesNoTimerBehind() {
        Node first = cluster.start();
        first.io().close();
        // The root namespace was its only one; the close itself keeps nothing either.
        assertEquals(0, first.fixture().scheduler.pending());
    }
}
