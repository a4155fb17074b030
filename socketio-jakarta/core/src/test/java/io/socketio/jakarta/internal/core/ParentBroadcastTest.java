package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A parent as a broadcast is everybody in its children. */
class ParentBroadcastTest {

    private final CoreFixture fixture = new CoreFixture();
    private final ParentNamespace parent = fixture.server.of(Pattern.compile("^/d\\d$"));
    private final List<Socket> sockets = fixture.sockets(parent);
    private FakeClient one;
    private FakeClient two;
    private FakeClient outside;

    @BeforeEach
    void connect() {
        one = fixture.connected("/d1");
        two = fixture.connected("/d2");
        outside = fixture.connected();
    }

    @Test
    void emitReachesAllChildren() {
        parent.emit("hi", 1);
        assertReceived(List.of("42/d1,[\"hi\",1]"), List.of("42/d2,[\"hi\",1]"));
    }

    /** A client in several children heard of an event in an order that changed from run to run. */
    @Test
    void childrenAreReachedInTheOrderInWhichTheyWereMade() {
        List<String> expected = new ArrayList<>();
        for (int child : new int[] {9, 3, 7, 4, 8, 5, 6}) {
            outside.connect("/d" + child);
            expected.add("42/d" + child + ",[\"hi\"]");
        }
        outside.received();
        parent.emit("hi");
        assertEquals(expected, outside.received());
        assertEquals("/d1", parent.children().iterator().next().name());
    }

    @Test
    void roomsOfAllChildrenAreMeant() {
        sockets.get(0).join("lobby");
        parent.to("lobby").emit("a");
        parent.in("lobby").emit("b");
        parent.except("lobby").emit("c");
        assertReceived(List.of("42/d1,[\"a\"]", "42/d1,[\"b\"]"), List.of("42/d2,[\"c\"]"));
    }

    @Test
    void flagsApplyInAllChildren() {
        parent.local().emit("a");
        parent.asVolatile().emit("b");
        parent.compress(false).emit("c", new byte[] {1});
        assertReceived(
                List.of("42/d1,[\"a\"]", "42/d1,[\"b\"]", "451-/d1,[\"c\",{\"_placeholder\":true,\"num\":0}]", "<1>"),
                List.of("42/d2,[\"a\"]", "42/d2,[\"b\"]", "451-/d2,[\"c\",{\"_placeholder\":true,\"num\":0}]", "<1>"));
    }

    @Test
    void acknowledgementsOfAllChildrenAreOneList() {
        CompletableFuture<List<Arguments>> answers = parent.emitWithAck("q").toCompletableFuture();
        assertReceived(List.of("42/d1,0[\"q\"]"), List.of("42/d2,0[\"q\"]"));
        one.sends("43/d1,0[\"x\"]");
        assertFalse(answers.isDone());
        two.sends("43/d2,0[\"y\"]");
        assertEquals(Set.of("x", "y"), first(answers.join()));
    }

    @Test
    void acknowledgementsThatDoNotComeInTimeAreAFailureWithTheOthers() {
        List<Object> heard = new ArrayList<>();
        parent.timeout(Duration.ofSeconds(1)).emit("q", new Object[0], (error, responses) -> {
            heard.add(error);
            heard.add(first(responses));
        });
        two.sends("43/d2,0[\"y\"]");
        fixture.scheduler.advanceMillis(999);
        assertEquals(List.of(), heard);
        fixture.scheduler.advanceMillis(1);
        assertTrue(heard.get(0) instanceof AckTimeoutException);
        assertEquals(Set.of("y"), heard.get(1));
        assertEquals(2, heard.size());
        CompletableFuture<List<Arguments>> late =
                parent.timeout(Duration.ofSeconds(1)).emitWithAck("q").toCompletableFuture();
        fixture.scheduler.advanceMillis(1_000);
        CompletionException failure = assertThrows(CompletionException.class, late::join);
        assertEquals("operation has timed out", failure.getCause().getMessage());
    }

    @Test
    void acknowledgementsOfNobodyCompleteAtOnce() {
        ParentNamespace childless = fixture.server.of((name, auth, next) -> next.refuse());
        assertEquals(List.of(), childless.emitWithAck("q").toCompletableFuture().getNow(null));
        assertEquals(
                List.of(),
                parent.to("nowhere").emitWithAck("q").toCompletableFuture().getNow(null));
    }

    @Test
    void reservedNamesAreRefusedAlsoWithoutChildren() {
        ParentNamespace childless = fixture.server.of((name, auth, next) -> next.refuse());
        assertThrows(IllegalArgumentException.class, () -> childless.emit("disconnect"));
        assertThrows(IllegalArgumentException.class, () -> childless.emitWithAck("connect"));
        assertThrows(IllegalArgumentException.class, () -> childless.serverSideEmit("new_namespace"));
    }

    @Test
    void socketsCannotBeFetched() {
        String message = "fetchSockets() is not supported on parent namespaces";
        assertEquals(
                message,
                assertThrows(UnsupportedOperationException.class, parent::fetchSockets)
                        .getMessage());
        assertEquals(
                message,
                assertThrows(UnsupportedOperationException.class, () -> parent.to("a")
                                .fetchSockets())
                        .getMessage());
        assertThrows(UnsupportedOperationException.class, parent::allSockets);
    }

    @Test
    void socketsOfAllChildrenJoinLeaveAndDisconnect() {
        parent.socketsJoin("a", "b");
        parent.socketsLeave("b");
        for (Socket socket : sockets) {
            assertEquals(Set.of(socket.id(), "a"), socket.rooms());
        }
        sockets.get(0).join("out");
        parent.in("out").disconnectSockets();
        assertReceived(List.of("41/d1,"), List.of());
        parent.disconnectSockets(true);
        assertTrue(two.closed());
        assertFalse(outside.closed());
    }

    @Test
    void roomListenersOfTheParentHearOfNewChildren() {
        List<String> heard = new ArrayList<>();
        parent.onRoom(new io.socketio.jakarta.RoomListener() {
            @Override
            public void onCreateRoom(Namespace namespace, String room) {
                heard.add(namespace.name() + " " + room);
            }
        });
        sockets.get(0).join("not heard");
        String id = fixture.client().connect("/d3");
        sockets.get(2).join("heard");
        assertEquals(List.of("/d3 " + id, "/d3 heard"), heard);
        assertTrue(parent.rooms().containsAll(Set.of("heard", "not heard", id)), () -> "rooms are " + parent.rooms());
        assertEquals(Set.of(id), parent.socketsIn("heard"));
    }

    private static Set<Object> first(List<Arguments> responses) {
        Set<Object> all = new TreeSet<>();
        responses.forEach(response -> all.add(response.arg(0)));
        return all;
    }

    private void assertReceived(List<String> byOne, List<String> byTwo) {
        assertEquals(byOne, one.received());
        assertEquals(byTwo, two.received());
        assertEquals(List.of(), outside.received());
    }
}
