package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AckDisconnectedException;
import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.ServerCluster.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Operations on the sockets of three servers, with one client each. */
class ClusterOperationsTest {

    private final ServerCluster cluster = new ServerCluster();
    private final Node first = cluster.start();
    private final Node second = cluster.start();
    private final Node third = cluster.start();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<FakeClient> clients = new ArrayList<>();

    ClusterOperationsTest() {
        for (Node node : List.of(first, second, third)) {
            node.io().onConnection(sockets::add);
            clients.add(node.client());
        }
    }

    private static List<RemoteSocket> fetched(BroadcastOperator selection) {
        return selection.fetchSockets().toCompletableFuture().join();
    }

    private static Set<String> ids(List<RemoteSocket> sockets) {
        return sockets.stream().map(RemoteSocket::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private String in(String room) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < sockets.size(); i++) {
            if (sockets.get(i).rooms().contains(room)) {
                members.append(i);
            }
        }
        return members.toString();
    }

    // ---- Rooms and disconnects

    @Test
    void selectedSocketsOfAllServersJoinAndLeave() {
        first.io().socketsJoin("all", "more");
        assertEquals("012", in("all"));
        assertEquals("012", in("more"));
        first.io().except(sockets.get(1).id()).socketsLeave("all");
        assertEquals("1", in("all"));
        first.io().to("all").socketsJoin("few");
        assertEquals("1", in("few"));
        second.io().to(sockets.get(2).id()).socketsLeave("more");
        assertEquals("01", in("more"));
        first.io().local().socketsJoin("here");
        assertEquals("0", in("here"));
    }

    @Test
    void eventRightAfterAJoinReachesThoseWhoHaveJoined() {
        first.io().socketsJoin("fresh");
        first.io().to("fresh").emit("x");
        for (FakeClient client : clients) {
            assertEquals(List.of("42[\"x\"]"), client.received());
        }
    }

    @Test
    void selectedSocketsOfAllServersAreDisconnected() {
        first.io().emit("goodbye");
        first.io().except(sockets.get(0).id()).disconnectSockets();
        assertEquals(List.of("42[\"goodbye\"]"), clients.get(0).received());
        assertEquals(List.of("42[\"goodbye\"]", "41"), clients.get(1).received());
        assertEquals(List.of("42[\"goodbye\"]", "41"), clients.get(2).received());
        assertFalse(clients.get(1).closed());
    }

    @Test
    void connectionsOnOtherServersAreClosed() {
        first.io().to(sockets.get(1).id()).disconnectSockets(true);
        assertTrue(clients.get(1).closed());
        assertFalse(clients.get(2).closed());
    }

    // ---- fetchSockets

    @Test
    void socketsOfAllServersAreFetched() {
        Set<String> all = sockets.stream().map(Socket::id).collect(Collectors.toSet());
        assertEquals(all, ids(fetched(first.io())));
        assertEquals(all, first.io().allSockets().toCompletableFuture().join());
        sockets.get(2).join("a");
        assertEquals(Set.of(sockets.get(2).id()), ids(fetched(first.io().to("a"))));
        assertEquals(Set.of(sockets.get(0).id()), ids(fetched(first.io().local())));
        assertSame(sockets.get(0), fetched(first.io().local()).get(0));
    }

    @Test
    void socketOfAnotherServerShowsItsHandshakeItsRoomsAndItsData() {
        Socket there = sockets.get(1);
        there.join("a", "b");
        there.data().put("text", "é");
        there.data().put("tree", Map.of("list", List.of(1, "x")));
        there.data().put("bytes", new byte[] {1, 2});
        RemoteSocket seen = fetched(first.io().to(there.id())).get(0);
        assertEquals(there.id(), seen.id());
        assertEquals(Set.of(there.id(), "a", "b"), seen.rooms());
        assertEquals("é", seen.data("text", String.class));
        assertEquals(Map.of("list", List.of(1, "x")), seen.data().get("tree"));
        Assertions.assertArrayEquals(new byte[] {1, 2}, seen.data("bytes", byte[].class));
        assertEquals(there.handshake().headers(), seen.handshake().headers());
        assertEquals(there.handshake().query(), seen.handshake().query());
        assertEquals(there.handshake().auth(), seen.handshake().auth());
        assertEquals(there.handshake().address(), seen.handshake().address());
        assertEquals(there.handshake().url(), seen.handshake().url());
        assertEquals(
                there.handshake().issued().toEpochMilli(),
                seen.handshake().issued().toEpochMilli());
        assertFalse(seen.handshake().secure());
    }

    @Test
    void dataOfASocketElsewhereIsACopy() {
        sockets.get(1).data().put("list", new ArrayList<>(List.of(1)));
        RemoteSocket seen = fetched(first.io().to(sockets.get(1).id())).get(0);
        seen.data().put("new", 1);
        sockets.get(1).data().put("late", 1);
        assertFalse(sockets.get(1).data().containsKey("new"));
        assertFalse(seen.data().containsKey("late"));
    }

    /** An attribute such as a database connection kept the whole response from being sent. */
    @Test
    void attributeThatCannotBeWrittenHidesNoSocket() {
        List<Object> cyclic = new ArrayList<>();
        cyclic.add(cyclic);
        sockets.get(1).data().put("cyclic", cyclic);
        sockets.get(1).data().put("name", "b");
        RemoteSocket seen = fetched(first.io().to(sockets.get(1).id())).get(0);
        assertEquals(Map.of("name", "b"), seen.data());
    }

    @Test
    void serverThatDoesNotAnswerFailsTheFetchAfterFiveSeconds() {
        third.link().die();
        CompletableFuture<List<RemoteSocket>> sockets =
                first.io().fetchSockets().toCompletableFuture();
        cluster.pass(4900);
        assertFalse(sockets.isDone());
        cluster.pass(200);
        assertEquals("timeout reached: missing 1 responses", failure(sockets, TimeoutException.class));
    }

    @Test
    void timeoutOfTheSelectionLimitsTheFetch() {
        third.link().die();
        CompletableFuture<List<RemoteSocket>> sockets =
                first.io().timeout(Duration.ofMillis(300)).fetchSockets().toCompletableFuture();
        cluster.pass(400);
        assertEquals("timeout reached: missing 1 responses", failure(sockets, TimeoutException.class));
    }

    private static <T extends Throwable> String failure(CompletableFuture<?> future, Class<T> type) {
        Throwable cause =
                Assertions.assertThrows(CompletionException.class, future::join).getCause();
        return assertInstanceOf(type, cause).getMessage();
    }

    // ---- RemoteSocket

    private RemoteSocket elsewhere() {
        RemoteSocket socket = fetched(first.io().to(sockets.get(1).id())).get(0);
        clients.get(1).received();
        return socket;
    }

    @Test
    void socketElsewhereReceivesEvents() {
        RemoteSocket there = elsewhere();
        there.emit("x", 1);
        there.send("m");
        there.compress(false).emit("x", 2);
        there.asVolatile().emit("x", 3);
        assertEquals(
                List.of("42[\"x\",1]", "42[\"message\",\"m\"]", "42[\"x\",2]", "42[\"x\",3]"),
                clients.get(1).received());
        assertEquals(List.of(), clients.get(2).received());
    }

    @Test
    void socketElsewhereAcknowledgesWithOneResponse() {
        RemoteSocket there = elsewhere();
        CompletableFuture<Arguments> ack = there.emitWithAck("ask").toCompletableFuture();
        List<Object> told = new ArrayList<>();
        there.emit("ask", new Object[0], (error, response) -> {
            told.add(String.valueOf(error));
            told.add(response.arg(0));
        });
        assertEquals(List.of("420[\"ask\"]", "421[\"ask\"]"), clients.get(1).received());
        clients.get(1).sends("430[\"yes\"]", "431[\"no\"]");
        assertEquals("yes", ack.join().arg(0));
        assertEquals(List.of("null", "no"), told);
    }

    @Test
    void socketElsewhereThatDoesNotAnswerIsATimeout() {
        CompletableFuture<Arguments> ack =
                elsewhere().timeout(Duration.ofSeconds(1)).emitWithAck("ask").toCompletableFuture();
        cluster.pass(1100);
        assertEquals("operation has timed out", failure(ack, AckTimeoutException.class));
    }

    @Test
    void socketElsewhereThatHasGoneIsTold() {
        RemoteSocket there = elsewhere();
        clients.get(1).sends("41");
        CompletableFuture<Arguments> ack = there.emitWithAck("ask").toCompletableFuture();
        failure(ack, AckDisconnectedException.class);
    }

    @Test
    void socketElsewhereJoinsLeavesAndIsDisconnected() {
        RemoteSocket there = elsewhere();
        there.join("a", "b");
        assertEquals("1", in("a"));
        there.leave("a");
        assertEquals("", in("a"));
        assertEquals("1", in("b"));
        there.disconnect();
        assertEquals(List.of("41"), clients.get(1).received());
    }

    @Test
    void operationsOnOneSocketCarryTheFlagOfTheReferenceServer() {
        RemoteSocket there = elsewhere();
        cluster.bus.texts();
        there.timeout(Duration.ofSeconds(1)).emitWithAck("rask", 2);
        assertTrue(cluster.bus.texts().get(0).contains("\"flags\":{\"expectSingleResponse\":true,\"timeout\":1000}"));
    }

    @Test
    void roomsThatAreCreatedAndDeletedAreToldToTheTransport() {
        first.link().rooms.clear();
        sockets.get(0).join("a");
        sockets.get(0).leave("a");
        assertEquals(List.of("+a", "-a"), first.link().rooms);
    }
}
