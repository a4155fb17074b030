package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.internal.core.ServerCluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events between servers, with and without acknowledgement. */
class ClusterEventsTest {

    private final InProcessBus bus = new InProcessBus();
    private final ServerCluster cluster = new ServerCluster(bus);
    private final List<Object> heard = new ArrayList<>();

    private static List<Object> values(List<Arguments> responses) {
        return responses.stream().map(each -> each.arg(0)).toList();
    }

    private static AckTimeoutException timeout(CompletableFuture<?> future) {
        return assertInstanceOf(
                AckTimeoutException.class,
                assertThrows(CompletionException.class, future::join).getCause());
    }

    @Test
    void eventsReachTheListenersOfAllOtherServers() {
        Node first = cluster.start();
        Node second = cluster.start();
        Node third = cluster.start();
        first.io().on("job", args -> heard.add("first"));
        second.io().on("job", args -> heard.add("second " + args.arg(0, long.class) + " " + args.arg(1)));
        third.io()
                .onServerEvent(
                        "job", (namespace, args, ack) -> heard.add("third " + namespace.name() + ack.isWanted()));
        first.io().serverSideEmit("job", 7, null);
        assertEquals(List.of("second 7 null", "third /false"), heard);
    }

    @Test
    void binaryAndTreesArriveWhole() {
        Node first = cluster.start();
        cluster.start()
                .io()
                .on("job", args -> heard.add(args.arg(0, byte[].class).length + "" + args.arg(1, Map.class)));
        first.io().serverSideEmit("job", new byte[3], Map.of("a", List.of(1)));
        assertEquals(List.of("3{a=[1]}"), heard);
    }

    @Test
    void listenerThatThrowsKeepsNoOtherFromItsEvent() {
        Node first = cluster.start();
        Node second = cluster.start();
        second.io().on("job", args -> {
            throw new IllegalStateException("as the test wants it");
        });
        second.io().on("job", args -> heard.add("second"));
        first.io().serverSideEmit("job");
        assertEquals(List.of("second"), heard);
    }

    @Test
    void reservedNamesAreRefused() {
        Node first = cluster.start();
        for (String name : List.of("connect", "connection", "new_namespace")) {
            String message = "\"" + name + "\" is a reserved event name";
            assertEquals(
                    message,
                    assertThrows(IllegalArgumentException.class, () -> first.io()
                                    .serverSideEmit(name))
                            .getMessage());
            assertThrows(IllegalArgumentException.class, () -> first.io().serverSideEmitWithAck(name));
            assertThrows(
                    IllegalArgumentException.class, () -> first.io().onServerEvent(name, (namespace, args, ack) -> {}));
        }
    }

    @Test
    void eachOtherServerAcknowledgesOnce() {
        Node first = cluster.start();
        List<Ack> acks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            cluster.start().io().onServerEvent("ask", (namespace, args, ack) -> acks.add(ack));
        }
        CompletableFuture<List<Arguments>> responses =
                first.io().serverSideEmitWithAck("ask", "what").toCompletableFuture();
        assertEquals(3, acks.size());
        acks.get(0).send(Map.of("from", "b"), "the second is ignored");
        acks.get(0).send("again");
        acks.get(1).send(new byte[] {9});
        assertFalse(responses.isDone());
        acks.get(2).send();
        assertEquals(3, responses.join().size());
        assertEquals(Map.of("from", "b"), responses.join().get(0).arg(0));
        assertEquals(9, responses.join().get(1).arg(0, byte[].class)[0]);
        assertEquals(null, responses.join().get(2).arg(0));
        assertEquals(1, responses.join().get(0).size());
    }

    @Test
    void callbackIsCalledWithTheResponses() {
        Node first = cluster.start();
        cluster.start().io().onServerEvent("ask", (namespace, args, ack) -> ack.send("pong " + args.arg(0)));
        first.io().serverSideEmit("ask", new Object[] {1}, (error, responses) -> {
            heard.add(String.valueOf(error));
            heard.addAll(values(responses));
        });
        assertEquals(List.of("null", "pong 1"), heard);
    }

    @Test
    void serverThatIsAloneGetsNoResponsesAtOnce() {
        Node first = cluster.start();
        assertEquals(
                List.of(),
                first.io().serverSideEmitWithAck("ask").toCompletableFuture().join());
    }

    @Test
    void serverWithoutAClusterGetsNoResponsesAtOnce() {
        CoreFixture alone = new CoreFixture();
        assertEquals(
                List.of(),
                alone.server.serverSideEmitWithAck("ask").toCompletableFuture().join());
    }

    @Test
    void listenerThatNeverAnswersIsATimeoutThatHoldsTheOthers() {
        Node first = cluster.start();
        cluster.start().io().onServerEvent("ask", (namespace, args, ack) -> ack.send("b"));
        cluster.start().io().onServerEvent("ask", (namespace, args, ack) -> {});
        CompletableFuture<List<Arguments>> responses =
                first.io().serverSideEmitWithAck("ask").toCompletableFuture();
        cluster.pass(4900);
        assertFalse(responses.isDone());
        cluster.pass(200);
        AckTimeoutException error = timeout(responses);
        assertEquals("timeout reached: missing 1 responses", error.getMessage());
        assertEquals(List.of("b"), values(error.responses()));
    }

    @Test
    void countedServersAreToldInTheTextOfTheirTimeout() {
        bus.heartbeats = false;
        Node first = cluster.start();
        cluster.start().io().onServerEvent("ask", (namespace, args, ack) -> ack.send("b"));
        cluster.start();
        CompletableFuture<List<Arguments>> responses =
                first.io().serverSideEmitWithAck("ask").toCompletableFuture();
        cluster.pass(5100);
        AckTimeoutException error = timeout(responses);
        assertEquals("timeout reached: only 1 responses received out of 2", error.getMessage());
        assertEquals(List.of("b"), values(error.responses()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void responsesMayBeSentToAll(boolean heartbeats) {
        bus.publicResponses = true;
        bus.heartbeats = heartbeats;
        Node first = cluster.start();
        for (int i = 0; i < 3; i++) {
            cluster.start().io().onServerEvent("ask", (namespace, args, ack) -> ack.send("x"));
        }
        assertEquals(
                List.of("x", "x", "x"),
                values(first.io()
                        .serverSideEmitWithAck("ask")
                        .toCompletableFuture()
                        .join()));
    }

    @Test
    void serverThatLeavesMeanwhileIsNotWaitedFor() {
        Node first = cluster.start();
        cluster.start().io().onServerEvent("ask", (namespace, args, ack) -> ack.send("b"));
        Node third = cluster.start();
        CompletableFuture<List<Arguments>> responses =
                first.io().serverSideEmitWithAck("ask").toCompletableFuture();
        assertFalse(responses.isDone());
        third.io().close();
        assertEquals(List.of("b"), values(responses.join()));
    }

    @Test
    void serverThatDiesMeanwhileIsWaitedForUntilTheTimeout() {
        Node first = cluster.start();
        cluster.start().io().onServerEvent("ask", (namespace, args, ack) -> ack.send("b"));
        Node third = cluster.start();
        third.io().onServerEvent("ask", (namespace, args, ack) -> {
            third.link().die();
            ack.send("never arrives");
        });
        CompletableFuture<List<Arguments>> responses =
                first.io().serverSideEmitWithAck("ask").toCompletableFuture();
        cluster.pass(5100);
        assertEquals(List.of("b"), values(timeout(responses).responses()));
    }

    @Test
    void serverThatJoinsMeanwhileIsNotWaitedFor() {
        Node first = cluster.start();
        List<Ack> acks = new ArrayList<>();
        cluster.start().io().onServerEvent("ask", (namespace, args, ack) -> acks.add(ack));
        CompletableFuture<List<Arguments>> responses =
                first.io().serverSideEmitWithAck("ask").toCompletableFuture();
        cluster.start();
        acks.get(0).send(1);
        assertEquals(List.of(1), values(responses.join()));
    }

    /** Node counts responses, so that a duplicate ends a request without the other server's. */
    @Test
    void duplicateResponseCountsForNoOtherServer() {
        bus.heartbeats = false;
        bus.publicResponses = true;
        Node first = cluster.start();
        List<Ack> acks = new ArrayList<>();
        cluster.start().io().onServerEvent("ask", (namespace, args, ack) -> acks.add(ack));
        cluster.start().io().onServerEvent("ask", (namespace, args, ack) -> acks.add(ack));
        CompletableFuture<List<Arguments>> responses =
                first.io().serverSideEmitWithAck("ask").toCompletableFuture();
        bus.frames.clear();
        acks.get(0).send(1);
        first.link().receives("/", bus.frames.get(0).json());
        assertFalse(responses.isDone());
        acks.get(1).send(2);
        assertEquals(List.of(1, 2), values(responses.join()));
    }

    @Test
    void childrenOfAParentHearEventsForThem() {
        Node first = cluster.start();
        Node second = cluster.start();
        second.io()
                .of(Pattern.compile("^/room-\\d$"))
                .onServerEvent("job", (namespace, args, ack) -> heard.add(namespace.name()));
        second.client("/room-3");
        first.io().of("/room-3").serverSideEmit("job");
        assertEquals(List.of("/room-3"), heard);
    }

    @Test
    void parentAsksTheSameOfAllItsChildren() {
        Node first = cluster.start();
        Node second = cluster.start();
        for (Node node : List.of(first, second)) {
            node.io()
                    .of(Pattern.compile("^/room-\\d$"))
                    .onServerEvent("ask", (namespace, args, ack) -> ack.send(namespace.name()));
            node.client("/room-1");
            node.client("/room-2");
        }
        CompletableFuture<List<Arguments>> responses =
                first.io().of("/room-1").parent().serverSideEmitWithAck("ask").toCompletableFuture();
        assertEquals(
                List.of("/room-1", "/room-2"),
                values(responses.join()).stream().sorted().toList());
        assertTrue(heard.isEmpty());
    }
}
