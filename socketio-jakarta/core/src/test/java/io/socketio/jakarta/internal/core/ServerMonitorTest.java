package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Metrics and the Admin UI hear of everything without a change of the core. */
class ServerMonitorTest {

    private final RecordingMonitor monitor = new RecordingMonitor();
    private final CoreFixture fixture =
            new CoreFixture(ServerParts.of(new JsonbPayloadCodec()).with(monitor));
    private final CoreServer io = fixture.server;

    @BeforeEach
    void listen() {
        io.onConnection(socket -> {
            monitor.told.add("listener");
            socket.on("hi", event -> event.ack("you"));
        });
    }

    @Test
    void lifeOfASocketIsToldInTheOrderInWhichItHappens() {
        FakeClient client = fixture.client();
        assertEquals(List.of("rawConnection websocket"), monitor.news());
        client.connect("/");
        assertEquals(List.of("in 1", "socket_connected / 1", "out 1", "listener"), monitor.news());
        client.sends("420[\"hi\",1]");
        assertEquals(List.of("in 10", "event_received hi [1]", "out 1", "ack sent"), monitor.news());
        client.sends("41");
        assertEquals(List.of("in 1", "socket_disconnected / client namespace disconnect"), monitor.news());
        client.exchange.closes();
        assertEquals(List.of("rawDisconnection transport close"), monitor.news());
    }

    @Test
    void connectionThatBreaksIsToldBeforeItsSockets() {
        FakeClient client = fixture.connected();
        monitor.news();
        client.exchange.closes();
        assertEquals(
                List.of("rawDisconnection transport close", "socket_disconnected / transport close"), monitor.news());
    }

    @Test
    void broadcastIsToldOnceForEachRecipient() {
        fixture.connected();
        fixture.connected();
        monitor.news();
        io.emit("x", 1);
        assertEquals(List.of("event_sent x [1]", "out 1", "event_sent x [1]", "out 1"), monitor.news());
    }

    @Test
    void emitWithBinaryAndItsAcknowledgementAreTold() {
        List<Socket> sockets = fixture.sockets(io);
        FakeClient client = fixture.connected();
        monitor.news();
        sockets.get(0).emitWithAck("pic", "p", new byte[1]);
        assertEquals("out 2", monitor.news().get(1));
        client.sends("430[]");
        assertEquals(List.of("in 4", "ack received"), monitor.news());
        client.sends("451-[\"b\",{\"_placeholder\":true,\"num\":0}]");
        client.sends(new byte[3]);
        assertEquals("in 3 bytes", monitor.news().get(1));
    }

    @Test
    void refusalsOfRequestsAndOfSocketsAreTold() {
        fixture.http("GET", "EIO=4&transport=pigeon");
        assertEquals(List.of("refused 0 Transport unknown"), monitor.news());
        io.use((socket, next) -> next.accept(new ConnectRefused("no")));
        FakeClient client = fixture.client();
        client.sends("40", "40/none,");
        assertEquals(
                List.of("socket refused / no", "socket refused /none Invalid namespace"),
                monitor.news().stream()
                        .filter(each -> each.startsWith("socket"))
                        .toList());
    }

    @Test
    void upgradeIsTold() {
        String sid = fixture.pollingHandshake();
        monitor.news();
        FakeWebSocketExchange candidate = new FakeWebSocketExchange("EIO=4&transport=websocket&sid=" + sid);
        io.engineServer().onRequest(candidate);
        candidate.sends("2probe");
        candidate.sends("5");
        assertEquals(List.of("upgraded to websocket"), monitor.news());
    }
}
