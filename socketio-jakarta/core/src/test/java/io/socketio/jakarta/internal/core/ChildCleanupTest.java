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

/** {@code cleanupEmptyChildNamespaces}: a child goes with its last socket. */
class ChildCleanupTest {

    private static final Pattern DYNAMIC = Pattern.compile("^/d\\d$");

    private final CoreFixture fixture = new CoreFixture(
            SocketIoOptions.builder().cleanupEmptyChildNamespaces(true).build());
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
        FakeClient first = fixture.connected("/d1");
        Namespace child = io.of("/d1");
        child.use((socket, next) -> waiting.add(next));
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
    void childrenStayWithoutTheOption() {
        CoreFixture keeping = new CoreFixture();
        ParentNamespace keepingParent = keeping.server.of(DYNAMIC);
        keeping.connected("/d1").exchange.closes();
        assertEquals(1, keepingParent.children().size());
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
