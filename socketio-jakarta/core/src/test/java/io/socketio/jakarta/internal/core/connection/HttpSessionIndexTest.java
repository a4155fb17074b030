package io.socketio.jakarta.internal.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.core.CoreFixture;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Connections end with the HttpSession in which they began. */
class HttpSessionIndexTest {

    private final CoreFixture fixture = new CoreFixture();

    /** A session of which only the id and the end matter. */
    private static final class FakeSession implements LinkedHttpSession {

        volatile String id = "one";
        volatile boolean active = true;
        volatile boolean released;

        @Override
        public void release() {
            released = true;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public boolean isActive() {
            return active;
        }

        @Override
        public @Nullable Object attribute(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void set(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> names() {
            throw new UnsupportedOperationException();
        }
    }

    /** @param idOfRequest what the session was called when the request of the handshake came */
    private void handshake(FakeSession session, String idOfRequest) {
        fixture.server.engineServer().onRequest(new FakeWebSocketExchange("EIO=4&transport=websocket") {
            @Override
            public Map<String, Object> attributes() {
                return Map.of(HttpExchange.HTTP_SESSION_ID, idOfRequest, HttpExchange.HTTP_SESSION, session);
            }
        });
    }

    private void assertClients(int count) {
        assertEquals(count, fixture.server.engine().clientsCount());
    }

    @Test
    void endOfTheSessionClosesItsConnectionsAndNoOthers() {
        FakeSession session = new FakeSession();
        handshake(session, "one");
        FakeSession other = new FakeSession();
        other.id = "other";
        handshake(other, "other");
        fixture.server.connections().httpSessions().onEnded("one");
        assertClients(1);
        assertTrue(session.released);
    }

    @Test
    void connectionsMayOutliveTheirSession() {
        fixture.server.connections().httpSessions().closeConnections(false);
        FakeSession session = new FakeSession();
        handshake(session, "one");
        fixture.server.connections().httpSessions().onEnded("one");
        assertClients(1);
        assertTrue(session.released);
    }

    @Test
    void sessionThatEndedDuringTheHandshakeClosesTheConnection() {
        FakeSession session = new FakeSession();
        session.active = false;
        handshake(session, "one");
        assertClients(0);
    }

    @Test
    void idThatChangedDuringTheHandshakeIsFollowed() {
        FakeSession session = new FakeSession();
        session.id = "two";
        handshake(session, "one");
        fixture.server.connections().httpSessions().onEnded("two");
        assertClients(0);
    }

    /** A container gives a session its new id, reports that, and ends the session meanwhile; the session is valid until its end has been reported. */
    @Test
    void endThatIsReportedBeforeTheNewIdClosesTheConnection() {
        FakeSession session = new FakeSession();
        handshake(session, "one");
        session.id = "two";
        fixture.server.connections().httpSessions().onEnded("two");
        fixture.server.connections().httpSessions().onRenamed("one", "two");
        assertClients(0);
    }

    @Test
    void newIdsMayBeReportedInAnyOrder() {
        FakeSession session = new FakeSession();
        handshake(session, "one");
        session.id = "three";
        fixture.server.connections().httpSessions().onRenamed("two", "three");
        fixture.server.connections().httpSessions().onRenamed("one", "two");
        fixture.server.connections().httpSessions().onEnded("three");
        assertClients(0);
    }

    @Test
    void endThatIsReportedBeforeTheConnectionIsKnownClosesIt() {
        fixture.server.connections().httpSessions().onEnded("one");
        handshake(new FakeSession(), "one");
        assertClients(0);
    }

    /** In the field, a logout between the two steps of an id change left the sockets of the user logged in. */
    @Test
    void logoutDuringAnIdChangeLeavesNoSocketLoggedIn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier start = new CyclicBarrier(3);
        try {
            for (int round = 0; round < 5_000; round++) {
                String oldId = "old" + round;
                String newId = "new" + round;
                FakeSession session = new FakeSession();
                session.id = newId;
                boolean handshakeRaces = round % 2 == 0;
                if (!handshakeRaces) {
                    handshake(session, oldId);
                }
                Future<?> renaming = threads.submit(() -> {
                    start.await();
                    fixture.server.connections().httpSessions().onRenamed(oldId, newId);
                    return null;
                });
                Future<?> logout = threads.submit(() -> {
                    start.await();
                    fixture.server.connections().httpSessions().onEnded(newId);
                    return null;
                });
                start.await();
                if (handshakeRaces) {
                    handshake(session, oldId);
                }
                renaming.get();
                logout.get();
                assertEquals(0, fixture.server.engine().clientsCount(), "round " + round);
                assertTrue(session.released, "round " + round);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
