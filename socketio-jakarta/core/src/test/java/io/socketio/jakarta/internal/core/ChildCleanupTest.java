package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code cleanupEmptyChildNamespaces}, which is the default: a child goes with its last socket. */
class ChildCleanupTest {

    private static final Pattern DYNAMIC = Pattern.compile("^/d\\d$");

    private final CoreFixture fixture = new CoreFixture();
    private final CoreServer io = fixture.server;
    private final ParentNamespace parent = io.of(DYNAMIC);
    private final List<Namespace> made = new ArrayList<>();

    @Test
    void childGoesWithItsLastSocketAndComesBackWithTheNext() {
        io.onNewNamespace(made::add);
        FakeClient one = fixture.connected("/d1");
        FakeClient two = fixture.connected("/d1");
        one.sends("41/d1,");
        assertEquals(1, parent.children().size());
        two.exchange.closes();
        assertEquals(0, parent.children().size());
        one.connect("/d1");
        assertEquals(2, made.size());
        assertNotSame(made.get(0), made.get(1));
        assertSame(made.get(1), io.of("/d1"));
        io.of("/d1").emit("x");
        assertEquals(List.of("42/d1,[\"x\"]"), one.received());
    }

    @Test
    void childGoesWhenMiddlewareRefusesItsOnlyClient() {
        parent.use((socket, next) -> next.fail(new IllegalStateException("no")));
        fixture.client().sends("40/d1,");
        assertEquals(0, parent.children().size());
    }

    @Test
    void childStaysForAClientThatIsStillConnecting() {
        List<Next> waiting = new ArrayList<>();
        parent.use((socket, next) -> waiting.add(next));
        FakeClient first = fixture.client();
        first.sends("40/d1,");
        waiting.remove(0).proceed();
        Namespace child = io.of("/d1");
        FakeClient second = fixture.client();
        second.sends("40/d1,");
        first.sends("41/d1,");
        assertSame(child, io.of("/d1"));
        waiting.get(0).proceed();
        assertTrue(FakeClient.only(second.received()).startsWith("40/d1,{\"sid\""));
        assertEquals(1, io.of("/d1").sockets().size());
        second.exchange.closes();
        assertEquals(0, parent.children().size());
    }

    @Test
    void childGoesWhenItsClientVanishesWhileConnecting() {
        parent.use((socket, next) -> {});
        FakeClient client = fixture.client();
        client.sends("40/d1,");
        assertEquals(1, parent.children().size());
        client.exchange.closes();
        assertEquals(0, parent.children().size());
    }

    @Test
    void childMadeByHandStaysUntilItsLastSocketLeaves() {
        Namespace child = io.of("/d1");
        assertSame(child, io.of("/d1"));
        fixture.connected("/d1").exchange.closes();
        assertEquals(0, parent.children().size());
        assertNotSame(child, io.of("/d1"));
    }

    @Test
    void namespacesWithoutParentStay() {
        Namespace plain = io.of("/plain");
        fixture.connected("/plain").sends("41/plain,");
        assertSame(plain, io.of("/plain"));
    }

    @Test
    void childrenStayIfTheOptionIsOff() {
        CoreFixture keeping = new CoreFixture(
                SocketIoOptions.builder().cleanupEmptyChildNamespaces(false).build());
        ParentNamespace keepingParent = keeping.server.of(DYNAMIC);
        keeping.connected("/d1").exchange.closes();
        assertEquals(1, keepingParent.children().size());
    }

    /** An application that keeps {@code io.of("/d1")} in a field does not notice that the child has gone meanwhile. */
    @Test
    void namespaceThatTheApplicationKeepsReachesTheClientsThatComeLater() {
        Namespace kept = io.of("/d1");
        Namespace perRoom = kept.server().of("/d1");
        fixture.connected("/d1").exchange.closes();
        kept.emit("nobody");
        FakeClient later = fixture.connected("/d1");
        kept.emit("x", 1);
        perRoom.to(later.toString()).emit("never");
        io.of("/d1").emit("y");
        assertEquals(List.of("42/d1,[\"x\",1]", "42/d1,[\"y\"]"), later.received());
        assertEquals(1, kept.sockets().size());
        assertEquals(1, kept.fetchSockets().toCompletableFuture().join().size());
        parent.emit("z");
        assertEquals(List.of("42/d1,[\"z\"]"), later.received());
        kept.disconnectSockets();
        assertEquals(0, parent.children().size());
    }

    @Test
    void childToWhichTheApplicationAddsListenersStays() {
        List<String> heard = new ArrayList<>();
        Namespace child = io.of("/d1");
        child.onConnection(socket -> heard.add("joined"));
        fixture.connected("/d1").exchange.closes();
        assertSame(child, io.of("/d1"));
        fixture.connected("/d1").exchange.closes();
        assertEquals(List.of("joined", "joined"), heard);
    }

    @Test
    void listenerThatIsAddedToAChildThatHasGoneIsAddedToItsSuccessor() {
        Namespace gone = io.of("/d1");
        fixture.connected("/d1").exchange.closes();
        List<String> heard = new ArrayList<>();
        gone.onConnection(socket -> heard.add("joined"));
        fixture.connected("/d1").exchange.closes();
        assertEquals(List.of("joined"), heard);
        assertEquals(1, parent.children().size());
    }

    /** A client made 54,000 of them in 2.4 s, which stayed for ever. */
    @Test
    void childrenOfRefusedClientsGoAtOnce() {
        ParentNamespace any = io.of(Pattern.compile("^/any/"));
        any.use((socket, next) -> next.fail(new IllegalStateException("no")));
        FakeClient client = fixture.client();
        for (int i = 0; i < 10_000; i++) {
            client.sends("40/any/" + i + ",");
        }
        assertEquals(0, any.children().size());
        assertTrue(io.toString().contains(" 1 namespaces"), io.toString());
    }

    @Test
    void serverDisconnectingEveryoneRemovesAllChildren() {
        fixture.connected("/d1");
        fixture.connected("/d2");
        parent.disconnectSockets();
        assertEquals(0, parent.children().size());
        assertTrue(io.toString().contains(" 1 namespaces"), io.toString());
    }
}
