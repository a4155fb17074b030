package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.internal.core.ServerCluster.Node;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bus that is slow, fails, or carries what is no message. */
class ClusterFailuresTest {

    private static final SocketIoOptions RECOVERING = RecoveryTest.options(recovery -> recovery);

    private final InProcessBus bus = new InProcessBus();
    private final ServerCluster cluster = new ServerCluster(bus);
    private final CapturedLog log = CapturedLog.ofWarnings();

    @AfterEach
    void closeLog() {
        log.close();
    }

    private List<String> codes() {
        return log.warnings("SIO-042").stream()
                .map(message -> message.substring(0, 8))
                .toList();
    }

    private Node inRoom(Node node, List<Socket> sockets) {
        node.io().onConnection(sockets::add);
        return node;
    }

    // ---- Slow

    /** The reference server waits for its bus before it serves its own clients. */
    @Test
    void busThatHangsDelaysNoClientOfThisServer() {
        List<Socket> sockets = new ArrayList<>();
        Node first = inRoom(cluster.start(), sockets);
        Node second = cluster.start();
        FakeClient near = first.client();
        FakeClient far = second.client();
        bus.hold();
        first.io().emit("x", 1);
        first.io().socketsJoin("a");
        first.io().to("a").emit("x", 2);
        CompletableFuture<List<Arguments>> acks = first.io().emitWithAck("x", 3).toCompletableFuture();
        first.io().disconnectSockets();
        assertEquals(List.of("42[\"x\",1]", "42[\"x\",2]", "420[\"x\",3]", "41"), near.received());
        assertEquals(List.of(), far.received());
        assertFalse(acks.isDone());
        bus.release();
        assertEquals(List.of("42[\"x\",1]", "42[\"x\",2]", "420[\"x\",3]", "41"), far.received());
    }

    @Test
    void whatWaitsForTheBusIsLimited() {
        SocketIoOptions small =
                SocketIoOptions.builder().memoryBudgetBytes(1 << 20).build();
        Node first = cluster.start(small);
        Node second = cluster.start();
        FakeClient near = first.client();
        FakeClient far = second.client();
        bus.hold();
        String text = "x".repeat(100_000);
        for (int i = 0; i < 10; i++) {
            first.io().emit("x", text);
        }
        assertEquals(10, near.received().size());
        assertEquals(List.of("SIO-0421"), codes());
        bus.release();
        assertEquals(2, far.received().size());
        first.io().emit("x", text);
        assertEquals(1, far.received().size());
    }

    @Test
    void singleMessagePassesHoweverLargeItIs() {
        SocketIoOptions small =
                SocketIoOptions.builder().memoryBudgetBytes(1 << 20).build();
        Node first = cluster.start(small);
        FakeClient far = cluster.start(small).client();
        first.io().emit("x", "x".repeat(400_000));
        assertEquals(1, far.received().size());
        assertEquals(List.of(), codes());
    }

    @Test
    void requestsOverABusThatHangsEndByTheirTimeout() {
        Node first = cluster.start();
        cluster.start();
        bus.hold();
        CompletableFuture<?> sockets = first.io().fetchSockets().toCompletableFuture();
        CompletableFuture<?> acks = first.io().serverSideEmitWithAck("ask").toCompletableFuture();
        cluster.pass(5100);
        assertTrue(sockets.isCompletedExceptionally());
        assertTrue(acks.isCompletedExceptionally());
    }

    // ---- Broken

    @Test
    void busThatFailsIsToldToTheOperatorOnceAMinute() {
        Node first = cluster.start();
        FakeClient near = first.client();
        first.link().failing = true;
        first.io().emit("x", 1);
        first.io().emit("x", 2);
        first.io().serverSideEmit("job");
        assertEquals(List.of("42[\"x\",1]", "42[\"x\",2]"), near.received());
        assertEquals(List.of("SIO-0420"), codes());
    }

    @Test
    void busThatThrowsKeepsNothingFromTheClientsOfThisServer() {
        Node first = cluster.start();
        FakeClient near = first.client();
        first.link().throwing = true;
        first.io().emit("x", 1);
        first.io().socketsJoin("a");
        assertEquals(List.of("42[\"x\",1]"), near.received());
        assertEquals(List.of("SIO-0420"), codes());
    }

    @Test
    void busThatCannotBeOpenedIsOpenedAgain() {
        Node first = cluster.start();
        InProcessBus.Server link = first.link();
        link.closedDoor = true;
        first.io().of("/late");
        assertEquals(List.of("SIO-0424"), codes());
        FakeClient client = first.client("/late");
        first.io().of("/late").emit("x");
        assertEquals(List.of("42/late,[\"x\"]"), client.received());
        link.closedDoor = false;
        cluster.pass(5100);
        Node second = cluster.start();
        second.io().of("/late").emit("x");
        assertEquals(List.of("42/late,[\"x\"]"), client.received());
    }

    // ---- Garbage

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "{}",
                "{\"type\":99,\"uid\":\"a\",\"nsp\":\"/\"}",
                "{\"type\":\"3\",\"uid\":\"a\",\"nsp\":\"/\"}",
                "{\"type\":3,\"uid\":\"a\",\"nsp\":\"/\"}",
                "{\"type\":3,\"uid\":\"a\",\"nsp\":\"/\",\"data\":7}",
                "{\"type\":3,\"uid\":\"a\",\"nsp\":\"/\",\"data\":{\"packet\":{\"type\":2,\"data\":[]}}}",
                "{\"type\":3,\"uid\":\"a\",\"nsp\":\"/\",\"data\":{\"packet\":{\"type\":2,\"data\":[null,1]}}}",
                "{\"type\":3,\"uid\":\"a\",\"nsp\":\"/\",\"data\":{\"packet\":{\"type\":4,\"data\":[\"x\"]}}}",
                "{\"type\":3,\"uid\":\"a\",\"data\":{\"packet\":{\"type\":2,\"data\":[\"x\"]}}}",
                "{\"type\":3,\"uid\":\"a\",\"nsp\":\"/other\",\"data\":{\"packet\":{\"type\":2,\"data\":[\"x\"]}}}",
                "{\"type\":7,\"uid\":\"a\",\"nsp\":\"/\"}",
                "{\"type\":8,\"uid\":\"a\",\"nsp\":\"/\",\"data\":{\"requestId\":\"unknown\"}}",
                "{\"type\":9,\"uid\":\"a\",\"nsp\":\"/\",\"data\":{\"packet\":\"x\"}}",
                "{\"type\":11,\"uid\":\"a\",\"nsp\":\"/\",\"data\":{\"requestId\":7,\"clientCount\":\"many\"}}",
                "{\"type\":12,\"nsp\":\"/\"}"
            })
    void whatIsNoMessageIsIgnored(String json) {
        Node first = cluster.start();
        FakeClient client = first.client();
        first.link().receives("/", json);
        assertEquals(List.of(), client.received());
        first.io().emit("x");
        assertEquals(List.of("42[\"x\"]"), client.received());
        assertEquals(List.of(), codes());
    }

    @Test
    void unknownMembersAndNumbersAsRoomsAreAccepted() {
        List<Socket> sockets = new ArrayList<>();
        Node first = inRoom(cluster.start(), sockets);
        FakeClient client = first.client();
        sockets.get(0).join("42");
        first.link()
                .receives(
                        "/",
                        "{\"nodeId\":3,\"type\":3,\"uid\":\"emitter\",\"nsp\":\"/\",\"data\":{\"packet\":{\"type\":2,\"nsp\":\"/\","
                                + "\"data\":[7,{\"a\":1}]},\"opts\":{\"rooms\":[42],\"except\":[],\"flags\":{\"unknown\":1}}}}");
        assertEquals(List.of("42[\"7\",{\"a\":1}]"), client.received());
        assertEquals(
                List.of(),
                first.io().serverSideEmitWithAck("ask").toCompletableFuture().join());
    }

    // ---- Offsets

    @Test
    void offsetOfTheTransportIsTheLastArgumentOnAllServers() {
        bus.hasOffsets = true;
        Node first = cluster.start(RECOVERING);
        Node second = cluster.start(RECOVERING);
        FakeClient near = first.client();
        FakeClient far = second.client();
        bus.frames.clear();
        first.io().emit("x", 1);
        String offset = bus.frames.get(0).offset();
        assertFalse(bus.frames.get(0).json().contains(offset));
        assertEquals(List.of("42[\"x\",1,\"" + offset + "\"]"), near.received());
        assertEquals(List.of("42[\"x\",1,\"" + offset + "\"]"), far.received());
        first.io().asVolatile().emit("x", 2);
        assertEquals(List.of("42[\"x\",2]"), near.received());
        assertEquals(List.of("42[\"x\",2]"), far.received());
        first.io().emitWithAck("x", 3);
        assertEquals(List.of("420[\"x\",3]"), near.received());
        assertEquals(List.of("420[\"x\",3]"), far.received());
    }

    /** As without a cluster. */
    @Test
    void eventsHaveNoOffsetWithoutRecovery() {
        bus.hasOffsets = true;
        Node first = cluster.start();
        FakeClient near = first.client();
        bus.hold();
        first.io().emit("x", 1);
        assertEquals(List.of("42[\"x\",1]"), near.received());
    }

    @Test
    void eventsWaitForTheirOffsetInOrderButNotForLong() {
        bus.hasOffsets = true;
        Node first = cluster.start(RECOVERING);
        FakeClient near = first.client();
        bus.hold();
        List<Object> list = new ArrayList<>(List.of("before"));
        first.io().emit("x", list);
        first.io().socketsJoin("a");
        first.io().to("a").emit("x", 2);
        list.set(0, "after");
        assertEquals(List.of(), near.received());
        cluster.pass(1100);
        assertEquals(List.of("42[\"x\",[\"before\"],\"\"]", "42[\"x\",2,\"\"]"), near.received());
        assertEquals(List.of("SIO-0425"), codes());
        bus.release();
        assertEquals(List.of(), near.received());
    }

    /** It will never be in the way of other events, so their offsets say what a client has received. */
    @Test
    void anEventThatIsCertainlyNotPublishedHasNoOffset() {
        bus.hasOffsets = true;
        Node first = cluster.start(RECOVERING);
        FakeClient near = first.client();
        first.link().failing = true;
        first.io().emit("x", 1);
        first.link().failing = false;
        bus.frames.clear();
        first.io().emit("x", 2);
        assertEquals(List.of("42[\"x\",1]", "42[\"x\",2,\"" + bus.frames.get(0).offset() + "\"]"), near.received());
    }

    /** Two threads of this server publish at once: clients get the events in the order of the offsets, so that the last one tells what they have. */
    @Test
    void eventsComeInTheOrderInWhichTheirOffsetsAreKnown() {
        bus.hasOffsets = true;
        Node first = cluster.start(RECOVERING);
        FakeClient near = first.client();
        bus.hold();
        bus.frames.clear();
        first.io().emit("x", 1);
        first.io().emit("x", 2);
        bus.releaseInReverse();
        assertEquals(
                List.of(
                        "42[\"x\",2,\"" + bus.frames.get(1).offset() + "\"]",
                        "42[\"x\",1,\"" + bus.frames.get(0).offset() + "\"]"),
                near.received());
    }

    @Test
    void eventsWithAcknowledgementStayBehindOthers() {
        bus.hasOffsets = true;
        bus.keepsSessions = true;
        List<Socket> sockets = new ArrayList<>();
        Node first = inRoom(cluster.start(RECOVERING), sockets);
        FakeClient near = first.client();
        bus.hold();
        bus.frames.clear();
        sockets.get(0).emit("x", 1);
        sockets.get(0).emitWithAck("x", 2);
        assertEquals(List.of(), near.received());
        bus.release();
        assertEquals(List.of("42[\"x\",1,\"" + bus.frames.get(0).offset() + "\"]", "420[\"x\",2]"), near.received());
    }
}
