package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.ServerCluster.Node;
import io.socketio.jakarta.internal.engine.FakeWebSocketLink;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Events for the clients of three servers, with one client each. */
class ClusterBroadcastTest {

    private static final String X = "42[\"x\"]";

    private final ServerCluster cluster = new ServerCluster();
    private final Node first = cluster.start();
    private final Node second = cluster.start();
    private final Node third = cluster.start();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<FakeClient> clients = new ArrayList<>();

    ClusterBroadcastTest() {
        for (Node node : List.of(first, second, third)) {
            node.io().onConnection(sockets::add);
            clients.add(node.client());
        }
    }

    /** The clients that have received the event once since the last call, for example {@code 02}. */
    private String reached() {
        return reached(X);
    }

    private String reached(String... expected) {
        StringBuilder reached = new StringBuilder();
        for (int i = 0; i < clients.size(); i++) {
            List<String> frames = clients.get(i).received();
            frames.removeIf("2"::equals);
            if (!frames.isEmpty()) {
                assertEquals(List.of(expected), frames);
                reached.append(i);
            }
        }
        return reached.toString();
    }

    @Test
    void eventsReachTheClientsOfAllServersOnce() {
        first.io().emit("x");
        assertEquals("012", reached());
        second.io().send("hello");
        assertEquals("012", reached("42[\"message\",\"hello\"]"));
    }

    @Test
    void roomsAndExceptionsSelectOnAllServers() {
        sockets.get(0).join("a");
        sockets.get(1).join("a", "b");
        sockets.get(2).join("b");
        first.io().to("a").emit("x");
        assertEquals("01", reached());
        first.io().to("a", "b").emit("x");
        assertEquals("012", reached());
        first.io().to("a").except("b").emit("x");
        assertEquals("0", reached());
        first.io().except(sockets.get(2).id()).emit("x");
        assertEquals("01", reached());
        first.io().to(sockets.get(2).id()).emit("x");
        assertEquals("2", reached());
        first.io().to("nobody is here").emit("x");
        assertEquals("", reached());
    }

    @Test
    void localEventsStayOnTheirServer() {
        cluster.bus.texts();
        first.io().local().emit("x");
        assertEquals("0", reached());
        assertEquals(List.of(), cluster.bus.texts());
    }

    @Test
    void socketsBroadcastToAllOthersOnAllServers() {
        sockets.get(0).broadcast().emit("x");
        assertEquals("12", reached());
        sockets.get(0).local().emit("x");
        assertEquals("", reached());
    }

    @Test
    void eventsOfOneServerKeepTheirOrderOnTheOthers() {
        first.io().emit("x", 1);
        first.io().to(sockets.get(1).id()).emit("x", 2);
        first.io().emit("x", 3);
        assertEquals(
                List.of("42[\"x\",1]", "42[\"x\",2]", "42[\"x\",3]"),
                clients.get(1).received());
    }

    @Test
    void argumentsArriveAsAClientOfTheSenderGetsThem() {
        Map<String, Object> tree = new java.util.LinkedHashMap<>();
        tree.put("z", List.of(1, 2.5, "é"));
        tree.put("a", null);
        tree.put("bytes", new byte[] {1, 2, 3});
        first.io().emit("x", 1, 1L << 40, -0.5, true, null, "t\"", tree, new byte[] {4});
        String expected = "452-[\"x\",1,1099511627776,-0.5,true,null,\"t\\\"\","
                + "{\"z\":[1,2.5,\"é\"],\"a\":null,\"bytes\":{\"_placeholder\":true,\"num\":0}},"
                + "{\"_placeholder\":true,\"num\":1}]";
        assertEquals("012", reached(expected, "<3>", "<1>"));
    }

    public record Item(String name, int count) {}

    @Test
    void recordsAndDatesArriveAsTheirJson() {
        first.io().emit("x", new Item("nail", 3), java.time.Instant.ofEpochMilli(1_700_000_000_123L));
        assertEquals("012", reached("42[\"x\",{\"count\":3,\"name\":\"nail\"},\"2023-11-14T22:13:20.123Z\"]"));
    }

    @Test
    void nothingIsSentIfAnArgumentCannotBeWritten() {
        List<Object> cyclic = new ArrayList<>();
        cyclic.add(cyclic);
        Assertions.assertThrows(PayloadException.class, () -> first.io().emit("x", cyclic));
        assertEquals("", reached());
    }

    @Test
    void volatileEventsAreDroppedByTheServerOfTheClientThatIsBusy() {
        clients.get(1).exchange.link().completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        second.io().local().emit("filler");
        clients.get(1).received();
        first.io().asVolatile().emit("x");
        assertEquals("02", reached());
    }

    @Test
    void flagsTravel() {
        cluster.bus.texts();
        first.io().asVolatile().compress(false).to("r1").emit("v");
        assertTrue(
                cluster.bus.texts().get(0).contains("\"flags\":{\"volatile\":true,\"compress\":false}"),
                "flags of the reference server");
    }

    // ---- Acknowledgements

    private static List<Object> values(List<Arguments> responses) {
        return responses.stream().map(each -> each.arg(0)).toList();
    }

    @Test
    void acknowledgementsOfAllServersAreCollected() {
        CompletableFuture<List<Arguments>> acks = first.io().emitWithAck("x").toCompletableFuture();
        clients.get(0).sends("430[1]");
        clients.get(1).sends("430[{\"a\":\"two\"},\"only the first counts\"]");
        assertFalse(acks.isDone());
        clients.get(2).sends("430[]");
        assertEquals(java.util.Arrays.asList(1, Map.of("a", "two"), null), values(acks.join()));
    }

    /** Each broadcast kept its responses until its timeout, 30 s by default, after they had been delivered. */
    @Test
    void nothingIsKeptOfABroadcastThatHasBeenAcknowledged() {
        int timers = first.fixture().scheduler.pending();
        CompletableFuture<List<Arguments>> acks = first.io().emitWithAck("x").toCompletableFuture();
        clients.forEach(client -> client.sends("430[1]"));
        assertTrue(acks.isDone());
        assertEquals(timers, first.fixture().scheduler.pending());
    }

    @Test
    void acknowledgementsMayBeBinary() {
        CompletableFuture<List<Arguments>> acks =
                first.io().to(sockets.get(1).id()).emitWithAck("x").toCompletableFuture();
        clients.get(1).sends("461-0[{\"_placeholder\":true,\"num\":0}]");
        clients.get(1).sends(new byte[] {7, 8});
        Assertions.assertArrayEquals(new byte[] {7, 8}, acks.join().get(0).arg(0, byte[].class));
    }

    @Test
    void nobodyWhoIsSelectedMeansNoAcknowledgementsAtOnce() {
        CompletableFuture<List<Arguments>> acks =
                first.io().to("nobody").emitWithAck("x").toCompletableFuture();
        assertEquals(List.of(), acks.join());
    }

    @Test
    void localAcknowledgementsWaitForNoOtherServer() {
        CompletableFuture<List<Arguments>> acks =
                first.io().local().emitWithAck("x").toCompletableFuture();
        clients.get(0).sends("430[1]");
        assertEquals(List.of(1), values(acks.join()));
    }

    @Test
    void timeoutHoldsTheAcknowledgementsOfAllServersSoFar() {
        List<Object> told = new ArrayList<>();
        first.io().timeout(Duration.ofSeconds(2)).emit("x", new Object[0], (error, responses) -> {
            assertInstanceOf(AckTimeoutException.class, error);
            told.add(error.getMessage());
            told.addAll(values(responses));
        });
        clients.get(0).sends("430[1]");
        clients.get(2).sends("430[3]");
        cluster.pass(1900);
        assertEquals(List.of(), told);
        cluster.pass(200);
        assertEquals(List.of("operation has timed out", 1, 3), told);
        clients.get(1).sends("430[2]");
        assertEquals(3, told.size());
    }

    @Test
    void serverThatDiesAfterItHasCountedItsClientsIsWaitedForUntilTheTimeout() {
        CompletableFuture<List<Arguments>> acks =
                first.io().timeout(Duration.ofSeconds(1)).emitWithAck("x").toCompletableFuture();
        clients.get(0).sends("430[1]");
        clients.get(1).sends("430[2]");
        third.link().die();
        clients.get(2).sends("430[3]");
        cluster.pass(1100);
        AckTimeoutException timeout = assertInstanceOf(
                AckTimeoutException.class,
                Assertions.assertThrows(CompletionException.class, acks::join).getCause());
        assertEquals(List.of(1, 2), values(timeout.responses()));
    }

    // ---- Namespaces

    @Test
    void namespacesDoNotMix() {
        second.io().of("/chat");
        FakeClient chat = second.client("/chat");
        first.io().emit("x");
        assertEquals(List.of(), chat.received());
        first.io().of("/chat").emit("x");
        assertEquals(List.of("42/chat,[\"x\"]"), chat.received());
    }

    @Test
    void childNamespacesOfAllServersAreReached() {
        for (Node node : List.of(first, second)) {
            node.io().of(Pattern.compile("^/room-\\d$"));
        }
        FakeClient far = second.client("/room-1");
        first.io().of("/room-1").emit("x");
        assertEquals(List.of("42/room-1,[\"x\"]"), far.received());
    }

    @Test
    void childThatIsRemovedLeavesTheClusterAndJoinsItAgainAsAnother() {
        SocketIoOptions options =
                SocketIoOptions.builder().cleanupEmptyChildNamespaces(true).build();
        Node cleaning = cluster.start(options);
        cleaning.io().of(Pattern.compile("^/room-\\d$"));
        Namespace room = first.io().of("/room-7");
        FakeClient client = cleaning.client("/room-7");
        assertEquals(1, room.fetchSockets().toCompletableFuture().join().size());
        int size = cluster.bus.size();
        client.sends("41/room-7,");
        assertEquals(size - 1, cluster.bus.size());
        assertEquals(List.of(), room.fetchSockets().toCompletableFuture().join());
        FakeClient again = cleaning.client("/room-7");
        room.emit("x");
        assertEquals(List.of("42/room-7,[\"x\"]"), again.received());
        long ids = cleaning.link().nodes.stream()
                .filter(node -> node.namespace().equals("/room-7"))
                .map(node -> node.uid())
                .distinct()
                .count();
        assertEquals(2, ids);
    }
}
