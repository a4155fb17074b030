package io.socketio.jakarta.internal.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.socketio.jakarta.Client;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.CoreFixture;
import io.socketio.jakarta.internal.core.FakeClient;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.options.SocketIoOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a connection is over. */
class ConnectionEndTest {

    private final List<String> seen = new ArrayList<>();

    @Test
    void listenersRunInOrderAfterThoseOfTheSockets() {
        CoreFixture fixture = new CoreFixture();
        List<Socket> sockets = fixture.sockets(fixture.server);
        FakeClient client = fixture.connected();
        sockets.get(0).client().onClose(() -> seen.add("first")).onClose(() -> seen.add("second"));
        sockets.get(0).onDisconnect(reason -> seen.add("disconnect"));
        client.exchange.breaks(new IOException("gone"));
        assertEquals(List.of("disconnect", "first", "second"), seen);
    }

    @Test
    void leavingTheLastNamespaceIsNotTheEnd() {
        CoreFixture fixture = new CoreFixture();
        List<Socket> sockets = fixture.sockets(fixture.server);
        FakeClient client = fixture.connected();
        sockets.get(0).client().onClose(() -> seen.add("over"));
        client.sends("41");
        client.connect("/");
        assertEquals(List.of(), seen);
        assertEquals(sockets.get(0).client(), sockets.get(1).client());
        sockets.get(1).client().close();
        assertEquals(List.of("over"), seen);
    }

    @Test
    void endWaitsForListenersThatWait() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), executor);
        List<Socket> sockets = fixture.sockets(fixture.server);
        FakeClient client = fixture.client();
        client.sends("40");
        executor.runAll();
        Client connection = sockets.get(0).client();
        connection.onClose(() -> seen.add("over"));
        client.exchange.breaks(new IOException("gone"));
        assertEquals(List.of(), seen);
        executor.runAll();
        assertEquals(List.of("over"), seen);
    }

    @Test
    void lateListenerRunsToo() {
        CoreFixture fixture = new CoreFixture();
        List<Socket> sockets = fixture.sockets(fixture.server);
        fixture.connected();
        Client connection = sockets.get(0).client();
        connection.close();
        connection.onClose(() -> seen.add("over"));
        assertEquals(List.of("over"), seen);
    }

    @Test
    void nobodyEntersWhatIsOver() {
        ConnectionEnd end = new ConnectionEnd();
        end.enter();
        assertFalse(end.leave());
        end.leave();
        assertFalse(end.enter());
        end.take();
        assertFalse(end.await(() -> {}));
    }
}
