package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.Client;
import io.socketio.jakarta.engine.ConnectionListener;
import io.socketio.jakarta.engine.EngineConnection;
import io.socketio.jakarta.engine.EnginePacket;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketLink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events of an engine socket of the reference server. */
class ConnectionListenerTest {

    private final CoreFixture fixture = new CoreFixture();
    private final List<String> seen = new ArrayList<>();
    private final List<EngineConnection> opened = new ArrayList<>();

    private final class Recorder implements ConnectionListener {

        @Override
        public void onPacket(EnginePacket packet) {
            seen.add("packet " + text(packet));
        }

        @Override
        public void onPacketCreate(EnginePacket packet) {
            seen.add("packetCreate " + text(packet));
        }

        @Override
        public void onHeartbeat() {
            seen.add("heartbeat");
        }

        @Override
        public void onDrain() {
            seen.add("drain");
        }

        @Override
        public void onUpgrading() {
            seen.add("upgrading");
        }

        @Override
        public void onUpgrade() {
            seen.add("upgrade to " + opened.get(0).transport());
        }

        @Override
        public void onClose(String reason) {
            seen.add("close: " + reason);
        }

        private static String text(EnginePacket packet) {
            Object data = packet.data();
            return packet.type().text()
                    + (data == null ? "" : data instanceof byte[] b ? " <" + b.length + ">" : " " + data);
        }
    }

    private void record() {
        fixture.server.engine().onConnection(connection -> {
            opened.add(connection);
            connection.listen(new Recorder());
        });
    }

    private List<String> seen() {
        List<String> all = List.copyOf(seen);
        seen.clear();
        return all;
    }

    @Test
    void packetsInBothDirectionsAreSeen() {
        record();
        FakeClient client = fixture.client();
        String id = client.connect("/");
        assertEquals(List.of("packet message 0", "packetCreate message 0{\"sid\":\"" + id + "\"}", "drain"), seen());
        client.sends("451-[\"up\",{\"_placeholder\":true,\"num\":0}]");
        client.sends(new byte[] {1, 2});
        assertEquals(
                List.of("packet message 51-[\"up\",{\"_placeholder\":true,\"num\":0}]", "packet message <2>"), seen());
        fixture.server.emit("down", new byte[3]);
        assertEquals(
                List.of(
                        "packetCreate message 51-[\"down\",{\"_placeholder\":true,\"num\":0}]",
                        "packetCreate message <3>",
                        "drain"),
                seen());
        fixture.scheduler.advanceMillis(25_000);
        assertEquals(List.of("packetCreate ping", "drain"), seen());
        client.sends("3");
        assertEquals(List.of("packet pong", "heartbeat"), seen());
        client.exchange.closes();
        assertEquals(List.of("close: transport close"), seen());
        fixture.server.emit("down");
        assertEquals(List.of(), seen());
    }

    @Test
    void upgradeIsSeen() {
        record();
        String sid = fixture.pollingHandshake();
        assertEquals("polling", opened.get(0).transport());
        FakeWebSocketExchange upgrade =
                new FakeWebSocketExchange("EIO=4&transport=websocket&sid=" + sid, new FakeWebSocketLink());
        fixture.server.engineServer().onRequest(upgrade);
        assertEquals(List.of(), seen());
        upgrade.sends("2probe");
        assertEquals(List.of("upgrading"), seen());
        upgrade.sends("5");
        assertEquals(List.of("upgrade to websocket"), seen());
        upgrade.sends("1");
        assertEquals(List.of("packet close", "close: transport close"), seen());
    }

    @Test
    void connectionTellsItsFirstRequest() {
        record();
        String sid = fixture.pollingHandshake();
        fixture.poll(sid);
        EngineConnection connection = opened.get(0);
        assertEquals(4, connection.protocol());
        assertEquals("GET", connection.request().method());
        assertEquals("polling", connection.request().query().get("transport"));
        assertFalse(connection.request().upgrade());
        fixture.client();
        assertTrue(opened.get(1).request().upgrade());
        opened.get(1).close();
        assertEquals(1, fixture.server.engine().clientsCount());
    }

    @Test
    void connectionIsTheClientOfItsSockets() {
        record();
        List<Client> clients = new ArrayList<>();
        fixture.server.onConnection(socket -> clients.add(socket.client()));
        fixture.connected();
        assertEquals(opened, clients);
    }

    @Test
    void listenerThatThrowsHurtsNobody() {
        try (CapturedLog log = CapturedLog.ofWarnings()) {
            fixture.server.engine().onConnection(connection -> {
                throw new IllegalStateException("broken");
            });
            fixture.server
                    .engine()
                    .onConnection(connection -> connection.listen(new ConnectionListener() {
                        @Override
                        public void onPacket(EnginePacket packet) {
                            throw new IllegalStateException("broken");
                        }
                    }));
            record();
            FakeClient client = fixture.connected();
            assertFalse(client.closed());
            assertEquals("packet message 0", seen().get(0));
            assertFalse(log.warnings("SIO-0101").isEmpty());
        }
    }

    @Test
    void errorInAListenerEndsTheConnection() {
        fixture.server
                .engine()
                .onConnection(connection -> connection.listen(new ConnectionListener() {
                    @Override
                    public void onPacket(EnginePacket packet) {
                        throw new StackOverflowError();
                    }
                }));
        FakeClient client = fixture.client();
        client.sends("40");
        assertTrue(client.closed());
    }

    @Test
    void packetsDoNotPrintTheirPayload() {
        assertEquals(
                "EnginePacket[message, 6 characters]",
                new EnginePacket(EnginePacket.Type.MESSAGE, "secret").toString());
        assertEquals(
                "EnginePacket[message, 2 bytes]", new EnginePacket(EnginePacket.Type.MESSAGE, new byte[2]).toString());
        assertEquals("EnginePacket[ping]", new EnginePacket(EnginePacket.Type.PING, null).toString());
    }
}
