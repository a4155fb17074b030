package io.socketio.jakarta.internal.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.core.CoreFixture;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Connections end with the HttpSession in which they began. */
class HttpSessionIndexTest {

    private final CoreFixture fixture = new CoreFixture();

    /** A session of which only the id and the end matter. */
    private static final class FakeSession implements LinkedHttpSession {

        String id = "one";
        boolean active = true;
        boolean released;

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
        fixture.server.connections().onHttpSessionEnded("one");
        assertClients(1);
        assertTrue(session.released);
    }

    @Test
    void connectionsMayOutliveTheirSession() {
        fixture.server.connections().closeWithHttpSession(false);
        FakeSession session = new FakeSession();
        handshake(session, "one");
        fixture.server.connections().onHttpSessionEnded("one");
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
        fixture.server.connections().onHttpSessionEnded("two");
        assertClients(0);
    }
}
