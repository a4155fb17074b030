package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.cluster.ClusterSession;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.internal.core.ServerCluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that lose their connection to one server and come back to another, when the cluster keeps sessions. */
class ClusterRecoveryTest {

    private final InProcessBus bus = new InProcessBus();
    private final ServerCluster cluster = new ServerCluster(bus);
    private final CapturedLog log = CapturedLog.ofWarnings();
    private final Node first;
    private final Node second;
    private final List<Socket> onFirst;
    private final List<Socket> onSecond;

    ClusterRecoveryTest() {
        bus.hasOffsets = true;
        bus.keepsSessions = true;
        first = start(true);
        second = start(true);
        onFirst = first.fixture().sockets(first.io());
        onSecond = second.fixture().sockets(second.io());
    }

    private Node start(boolean skipMiddlewares) {
        return cluster.start(RecoveryTest.options(recovery -> recovery.withSkipMiddlewares(skipMiddlewares)));
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private RecoveringClient client() {
        return RecoveryTest.greeted(first.fixture(), new RecoveringClient(first.fixture()));
    }

    private static boolean recoversOn(Node node, RecoveringClient client) {
        return RecoveryTest.recovers(client.goesTo(node.fixture()));
    }

    @Test
    void aClientRecoversOnAnotherServer() {
        RecoveringClient client = client();
        onFirst.get(0).join("room");
        onFirst.get(0).data().put("name", "Ann");
        client.isCut();
        assertEquals(List.of(client.pid), List.copyOf(bus.sessions.keySet()));
        client.events.clear();
        first.io().emit("to all", 1);
        second.io().to("room").emit("to the room", 2);
        second.io().to("other").emit("to others", 3);
        first.io().except("room").emit("not to the room", 4);
        onFirst.get(0).emit("to the socket", 5);
        second.io().to(client.sid).emit("bytes", new byte[] {1}, 6);
        second.io().asVolatile().emit("volatile");
        second.io().emitWithAck("asked");
        second.io().of("/other").emit("elsewhere");
        assertTrue(recoversOn(second, client));
        assertEquals(
                List.of(
                        "42[\"to all\",1]",
                        "42[\"to the room\",2]",
                        "42[\"to the socket\",5]",
                        "451-[\"bytes\",{\"_placeholder\":true,\"num\":0},6]",
                        "<1>"),
                client.events);
        assertEquals(
                "40{\"sid\":\"" + client.sid + "\",\"pid\":\"" + client.pid + "\"}",
                client.answer.get(client.answer.size() - 1));
        Socket socket = onSecond.get(0);
        assertTrue(socket.isRecovered());
        assertEquals(Set.of(client.sid, "room"), socket.rooms());
        assertEquals(Map.of("name", "Ann"), socket.data());
        client.events.clear();
        first.io().to("room").emit("live");
        client.reads();
        assertEquals(List.of("42[\"live\"]"), client.events);
        client.isCut();
        assertTrue(recoversOn(first, client), "and back");
    }

    @Test
    void aSessionIsRestoredOnce() {
        RecoveringClient client = client();
        client.isCut();
        RecoveringClient copy = new RecoveringClient(second.fixture());
        copy.pid = client.pid;
        copy.offset = client.offset;
        copy.sid = client.sid;
        assertTrue(recoversOn(second, client));
        assertFalse(recoversOn(first, copy));
        assertNotEquals(client.pid, copy.pid);
    }

    @Test
    void aSessionBelongsToItsCallerOnEveryServer() {
        RecoveringClient ann = RecoveryTest.greeted(
                first.fixture(),
                new RecoveringClient(first.fixture()).loggedInAs("ann").inHttpSession("one"));
        ann.isCut();
        ClusterSession kept = bus.sessions.get(ann.pid);
        assertFalse(kept.toMap().toString().contains("one"), "an id of an HttpSession is not stored");
        for (RecoveringClient thief : List.of(
                new RecoveringClient(second.fixture()),
                new RecoveringClient(second.fixture()).loggedInAs("bob").inHttpSession("one"),
                new RecoveringClient(second.fixture()).loggedInAs("ann").inHttpSession("two"))) {
            thief.pid = ann.pid;
            thief.offset = ann.offset;
            thief.sid = ann.sid;
            assertFalse(RecoveryTest.recovers(thief));
            assertEquals(kept, bus.sessions.get(ann.pid), "it stays for its owner");
        }
        assertTrue(recoversOn(second, ann));
    }

    /** The reference server knows no owners. */
    @Test
    void aSessionOfTheReferenceServerIsRestoredForAnyCaller() {
        RecoveringClient client = client();
        client.isCut();
        assertNull(bus.sessions.get(client.pid).owner());
        assertTrue(recoversOn(second, client.loggedInAs("ann")));
    }

    @Test
    void aStoreThatHangsGivesANewSocketSoon() {
        RecoveringClient client = client();
        client.isCut();
        String before = client.sid;
        bus.hold();
        client.goesTo(second.fixture()).connects();
        assertEquals(before, client.sid);
        cluster.pass(5100);
        client.reads();
        assertNotEquals(before, client.sid);
        assertEquals(1, log.warnings("SIO-0436").size());
        bus.release();
        assertEquals(List.of(), client.reads());
    }

    @Test
    void aStoreThatFailsGivesANewSocketAtOnce() {
        RecoveringClient client = client();
        client.isCut();
        second.link().failing = true;
        assertFalse(recoversOn(second, client));
        assertEquals(1, log.warnings("SIO-0436").size());
        second.link().failing = false;
        client.goesTo(second.fixture()).reads();
        second.io().emit("x");
        second.link().failing = true;
        client.isCut();
        assertEquals(1, log.warnings("SIO-0435").size());
        second.link().failing = false;
        assertFalse(recoversOn(first, client));
    }

    /** Events that come while the session is looked up, and while middleware is asked, are neither lost nor sent twice. */
    @Test
    void eventsOfTheMomentOfReturnComeOnce() {
        Node third = start(false);
        List<Next> asked = new ArrayList<>();
        third.io().use((socket, next) -> asked.add(next));
        RecoveringClient client = client();
        client.isCut();
        client.events.clear();
        first.io().emit("n", 1);
        bus.hold();
        String before = client.sid;
        client.goesTo(third.fixture()).connects();
        first.io().emit("n", 2);
        bus.release();
        third.io().emit("n", 3);
        first.io().to("nobody").emit("n", 0);
        asked.get(0).proceed();
        second.io().emit("n", 4);
        client.reads();
        assertEquals(before, client.sid);
        assertEquals(List.of("42[\"n\",1]", "42[\"n\",2]", "42[\"n\",3]", "42[\"n\",4]"), client.events);
    }

    /** The bus may go on before the thread that has asked it does. */
    @Test
    void eventsRightBehindTheAnswerOfTheStoreAreNotLost() {
        RecoveringClient client = client();
        client.isCut();
        client.events.clear();
        first.io().emit("n", 1);
        bus.afterRestore = () -> {
            first.io().emit("n", 2);
            second.io().emit("n", 3);
        };
        assertTrue(recoversOn(second, client));
        assertEquals(List.of("42[\"n\",1]", "42[\"n\",2]", "42[\"n\",3]"), client.events);
    }

    // ---- Events that are delivered before their turn

    private void emitsEarly(Node node, String event) {
        node.io().emit(event);
        cluster.pass(1100);
        assertFalse(log.warnings("SIO-0425").isEmpty());
    }

    /** It would come once more, because its place is behind what the client has shown. */
    @Test
    void whoeverHasReceivedAnEventBeforeItsTurnGetsANewSocket() {
        RecoveringClient client = client();
        bus.hold();
        emitsEarly(first, "early");
        client.isCut();
        assertEquals("42[\"early\"]", client.events.get(client.events.size() - 1));
        bus.release();
        assertFalse(recoversOn(second, client));
    }

    @Test
    void whoeverHasNotReceivedItYetRecoversIt() {
        RecoveringClient client = client();
        bus.hold();
        client.isCut();
        client.events.clear();
        emitsEarly(first, "early");
        bus.release();
        assertTrue(recoversOn(second, client));
        assertEquals(List.of("42[\"early\"]"), client.events);
    }

    /** The first of them belongs in front of it, the second behind it. */
    @Test
    void eventsInFrontOfAnEarlyOneDoNotMakeItComeAgain() {
        RecoveringClient client = client();
        bus.hold();
        second.io().emit("in front");
        emitsEarly(first, "early");
        second.io().emit("behind");
        bus.releaseOne();
        client.isCut();
        assertEquals(
                List.of("42[\"early\"]", "42[\"in front\"]"),
                client.events.subList(client.events.size() - 2, client.events.size()));
        assertEquals("", client.offset);
        RecoveringClient other = new RecoveringClient(first.fixture()).connects();
        bus.release();
        other.isCut();
        assertFalse(other.offset.isEmpty(), "all have had their turn");
        assertTrue(recoversOn(second, other));
    }

    /** Nobody delivers the early event to it again, so it waits until the event is among those that it has missed. */
    @Test
    void aClientThatComesBackMeanwhileMissesNothing() {
        RecoveringClient client = client();
        client.isCut();
        client.events.clear();
        bus.hold();
        emitsEarly(second, "early");
        client.goesTo(second.fixture()).connects();
        assertEquals(List.of(), client.answer);
        String before = client.sid;
        bus.release();
        client.reads();
        assertEquals(before, client.sid);
        assertEquals(List.of("42[\"early\"]"), client.events);
    }

    @Test
    void aClientThatComesBackMeanwhileGetsANewSocketAfterSomeTime() {
        RecoveringClient client = client();
        client.isCut();
        bus.hold();
        emitsEarly(second, "early");
        client.goesTo(second.fixture()).connects();
        String before = client.sid;
        cluster.pass(5100);
        client.reads();
        assertNotEquals(before, client.sid);
    }

    /** The connection to the store broke: the event may be there or not. The next one of this server tells that nothing is in the way any more. */
    @Test
    void anEventOfWhichNothingIsKnownIsInTheWayUntilTheNextOneHasComeBack() {
        RecoveringClient client = client();
        first.link().breaking = true;
        first.io().emit("unknown");
        first.link().breaking = false;
        second.io().emit("x", 1);
        client.reads();
        assertEquals("", client.offset);
        first.io().emit("x", 2);
        client.isCut();
        assertFalse(client.offset.isEmpty());
        assertTrue(recoversOn(second, client));
    }

    @Test
    void aClientThatIsGoneAgainLeavesItsSessionInTheStore() {
        RecoveringClient client = client();
        client.isCut();
        bus.hold();
        client.goesTo(second.fixture()).connects();
        client.connection.exchange.closes();
        bus.release();
        assertTrue(recoversOn(first, client));
    }
}
