package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.internal.core.monitor.ServerMonitor;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DisconnectTest {

    private final CoreFixture fixture = new CoreFixture();
    private final CoreServer io = fixture.server;
    private final List<Socket> sockets = fixture.sockets(io);
    private final List<String> seen = new ArrayList<>();

    private FakeClient watched() {
        FakeClient client = fixture.connected();
        Socket socket = sockets.get(sockets.size() - 1);
        socket.join("room");
        socket.onDisconnecting(reason ->
                seen.add("disconnecting " + reason + " " + socket.rooms().contains("room")));
        socket.onDisconnect(
                reason -> seen.add("disconnect " + reason + " " + socket.rooms().size()));
        return client;
    }

    private void assertEnded(String reason) {
        assertEquals(List.of("disconnecting " + reason + " true", "disconnect " + reason + " 0"), seen);
        assertEquals(Set.of(), Set.copyOf(io.sockets().keySet()));
    }

    @Test
    void clientLeavesTheNamespaceWithoutAnswerAndTheConnectionStays() {
        FakeClient client = watched();
        client.sends("41");
        assertEnded("client namespace disconnect");
        assertEquals(List.of(), client.received());
        assertFalse(client.closed());
        client.connect("/");
    }

    @Test
    void serverDisconnectsTheSocketAndTheConnectionStays() {
        FakeClient client = watched();
        sockets.get(0).disconnect();
        assertEnded("server namespace disconnect");
        assertEquals(List.of("41"), client.received());
        assertFalse(client.closed());
        sockets.get(0).disconnect();
        assertEquals(2, seen.size());
    }

    @Test
    void serverDisconnectsAllNamespacesAndClosesTheConnection() {
        io.of("/chat");
        FakeClient client = watched();
        client.connect("/chat");
        sockets.get(0).disconnect(true);
        assertEnded("server namespace disconnect");
        assertEquals(List.of("41", "41/chat,"), client.received());
        assertTrue(client.closed());
    }

    @Test
    void closedConnectionEndsItsSockets() {
        watched().exchange.closes();
        assertEnded("transport close");
    }

    @Test
    void brokenMessageEndsItsSockets() {
        watched().sends("9");
        assertEnded("parse error");
    }

    @Test
    void clientsCloseOfTheConnectionIsForcedClose() {
        FakeClient client = watched();
        sockets.get(0).client().close();
        assertEnded("forced close");
        assertTrue(client.closed());
    }

    @Test
    void silentClientEndsWithPingTimeout() {
        watched();
        fixture.scheduler.advanceMillis(45_000);
        assertEnded("ping timeout");
    }

    @Test
    void failedWriteIsTransportError() {
        FakeClient client = watched();
        client.exchange.breaks(new IllegalStateException("limit"));
        assertEnded("transport error");
        client.exchange.breaks(new IOException());
        assertEquals(2, seen.size());
    }

    @Test
    void reasonsAreHeardAsEventsToo() {
        FakeClient client = watched();
        sockets.get(0).on("disconnecting", event -> seen.add("event " + event.name() + " " + event.arg(0)));
        sockets.get(0).on("disconnect", event -> seen.add("event " + event.name() + " " + event.arg(0)));
        client.exchange.closes();
        assertEquals("event disconnecting transport close", seen.get(1));
        assertEquals("event disconnect transport close", seen.get(3));
    }

    @Test
    void eventsSentBeforeTheEndAreHandledBeforeIt() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow = new CoreFixture(SocketIoOptions.defaults(), executor);
        slow.server.onConnection(socket -> {
            socket.on("last", event -> seen.add("last"));
            socket.onDisconnect(reason -> seen.add("end"));
        });
        FakeClient client = slow.client();
        client.sends("40");
        executor.runAll();
        client.sends("42[\"last\"]", "41");
        assertTrue(slow.server.sockets().isEmpty());
        executor.runAll();
        assertEquals(List.of("last", "end"), seen);
    }

    @Test
    void eventsThatStillWaitAreDroppedWhenTheServerDisconnects() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow = new CoreFixture(SocketIoOptions.defaults(), executor);
        slow.server.onConnection(socket -> {
            socket.on("kick", event -> socket.disconnect());
            socket.on("late", event -> seen.add("late"));
            socket.onDisconnect(reason -> seen.add(reason.text()));
        });
        FakeClient client = slow.client();
        client.sends("40");
        executor.runAll();
        client.sends("42[\"kick\"]", "42[\"late\"]");
        executor.runAll();
        assertEquals(List.of("server namespace disconnect"), seen);
    }

    @Test
    void throwingListenersDoNotStopTheEnd() {
        FakeClient client = fixture.connected();
        Socket socket = sockets.get(0);
        socket.join("room");
        socket.onDisconnecting(reason -> {
            throw new IllegalStateException("broken");
        });
        socket.onDisconnecting(reason -> seen.add("second"));
        socket.onDisconnect(reason -> {
            throw new Exception("broken too");
        });
        socket.onDisconnect(reason -> seen.add("last"));
        client.exchange.closes();
        assertEquals(List.of("second", "last"), seen);
    }

    @Test
    void roomsAreLeftAtOnceEvenIfAnEarlierListenerNeverEnds() {
        ManualExecutor never = new ManualExecutor();
        CoreFixture stuck = new CoreFixture(SocketIoOptions.defaults(), never);
        List<Socket> stuckSockets = stuck.sockets(stuck.server);
        FakeClient client = stuck.client();
        client.sends("40");
        never.runAll();
        stuckSockets.get(0).join("room");
        client.exchange.closes();
        assertEquals(
                Set.of(),
                stuck.server.in("room").allSockets().toCompletableFuture().getNow(null));
        assertTrue(stuckSockets.get(0).rooms().contains("room"));
        assertFalse(stuckSockets.get(0).isConnected());
    }

    @Test
    void disconnectingListenerMayTellTheOthers() {
        FakeClient leaving = fixture.connected();
        FakeClient other = fixture.connected();
        sockets.get(0).join("room");
        sockets.get(1).join("room");
        sockets.get(0).onDisconnecting(reason -> sockets.get(0).to("room").emit("user left"));
        leaving.exchange.closes();
        assertEquals(List.of("42[\"user left\"]"), other.received());
    }

    @Test
    void disconnectInsideOfConnectionListenerIsComplete() {
        CoreFixture strict = new CoreFixture();
        strict.server.onConnection(socket -> {
            socket.onDisconnect(reason -> seen.add(reason.text()));
            socket.disconnect(true);
        });
        FakeClient client = strict.client();
        client.sends("40");
        assertEquals(List.of(DisconnectReason.SERVER_NAMESPACE_DISCONNECT.text()), seen);
        assertTrue(client.closed());
        assertTrue(client.received().get(1).equals("41"));
    }

    /** Whoever counts its clients counted one for ever: the connection listener came last, and added a disconnect listener that nobody called. */
    @Test
    void connectionListenersAreCalledFirstWhenTheServerEndsASocketWhoseConnectItIsAnswering() {
        ServerMonitor monitor = new ServerMonitor() {
            @Override
            public void onSocketConnected(Socket socket) {
                socket.namespace().disconnectSockets(true);
            }
        };
        CoreFixture closing =
                new CoreFixture(ServerParts.of(new JsonbPayloadCodec()).with(monitor));
        closing.server.onConnection(socket -> {
            seen.add("connection");
            socket.onDisconnect(reason -> seen.add("disconnect"));
        });
        closing.client().sends("40");
        assertEquals(List.of("connection", "disconnect"), seen);
    }
}
