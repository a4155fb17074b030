package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import io.socketio.jakarta.options.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each option of the engine has its effect; none is taken for another. */
class OptionsTest {

    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEBSOCKET = "EIO=4&transport=websocket";

    private static SocketIoOptionsBuilder options() {
        return SocketIoOptions.builder();
    }

    private static CoreFixture with(SocketIoOptionsBuilder options) {
        return new CoreFixture(options.build());
    }

    private static String open(SocketIoOptionsBuilder options) {
        String body = with(options).http("GET", POLLING).bodyText();
        return body.substring(body.indexOf("\"upgrades\""));
    }

    private static FakeWebSocketExchange upgrade(CoreFixture fixture, String query) {
        FakeWebSocketExchange exchange = new FakeWebSocketExchange(query);
        fixture.server.engineServer().onRequest(exchange);
        return exchange;
    }

    @Test
    void openPacketTellsHeartbeatAndSize() {
        assertEquals(
                "\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}",
                open(options()));
        assertEquals(
                "\"upgrades\":[\"websocket\"],\"pingInterval\":1100,\"pingTimeout\":700,\"maxPayload\":50000}",
                open(options()
                        .pingInterval(Duration.ofMillis(1100))
                        .pingTimeout(Duration.ofMillis(700))
                        .maxPayloadBytes(50_000)));
    }

    @Test
    void heartbeatHasIntervalAndTimeout() {
        CoreFixture fixture =
                with(options().pingInterval(Duration.ofMillis(1100)).pingTimeout(Duration.ofMillis(700)));
        FakeClient client = fixture.connected();
        fixture.scheduler.advanceMillis(1099);
        assertEquals(List.of(), client.received());
        fixture.scheduler.advanceMillis(1);
        assertEquals(List.of("2"), client.received());
        fixture.scheduler.advanceMillis(699);
        assertFalse(client.closed());
        fixture.scheduler.advanceMillis(1);
        assertTrue(client.closed());
    }

    @Test
    void upgradesAreForbiddenOrHaveTheirTimeout() {
        assertTrue(open(options().allowUpgrades(false)).startsWith("\"upgrades\":[],"));
        CoreFixture fixture = with(options().upgradeTimeout(Duration.ofMillis(900)));
        FakeWebSocketExchange candidate = upgrade(fixture, WEBSOCKET + "&sid=" + fixture.pollingHandshake());
        fixture.scheduler.advanceMillis(899);
        assertFalse(candidate.link().closed());
        fixture.scheduler.advanceMillis(1);
        assertTrue(candidate.link().closed());
    }

    @Test
    void connectTimeoutEndsConnectionsWithoutNamespace() {
        CoreFixture fixture = with(options().connectTimeout(Duration.ofMillis(800)));
        FakeClient client = fixture.client();
        fixture.scheduler.advanceMillis(799);
        assertFalse(client.closed());
        fixture.scheduler.advanceMillis(1);
        assertTrue(client.closed());
    }

    @Test
    void transportsThatAreNotNamedAreUnknown() {
        CoreFixture polling = with(options().transports(Set.of(Transport.POLLING)));
        assertEquals(200, polling.http("GET", POLLING).status());
        assertEquals(400, upgrade(polling, WEBSOCKET).status());
        CoreFixture webSocket = with(options().transports(Set.of(Transport.WEBSOCKET)));
        assertEquals(400, webSocket.http("GET", POLLING).status());
        assertTrue(upgrade(webSocket, WEBSOCKET).accepted());
    }

    @Test
    void messagesAreLimitedToMaxPayload() {
        CoreFixture fixture = with(options().maxPayloadBytes(100));
        String sid = fixture.pollingHandshake();
        fixture.post(sid, "40");
        assertEquals(
                200, fixture.post(sid, "42[\"a\",\"" + "x".repeat(90) + "\"]").status());
        assertEquals(
                413, fixture.post(sid, "42[\"a\",\"" + "x".repeat(91) + "\"]").status());
        assertEquals(100, upgrade(fixture, WEBSOCKET).maxMessageBytes());
    }

    @Test
    void pollsAreCompressedFromTheThresholdOn() {
        assertEquals("gzip", encoding(options()));
        assertEquals("gzip", encoding(options().httpCompressionThresholdBytes(2000)));
        assertNull(encoding(options().httpCompressionThresholdBytes(3000)));
        assertNull(encoding(options().httpCompressionThresholdBytes(-1)));
    }

    private static String encoding(SocketIoOptionsBuilder options) {
        CoreFixture fixture = with(options);
        List<Socket> sockets = fixture.sockets(fixture.server);
        String sid = fixture.pollingHandshake();
        fixture.post(sid, "40");
        fixture.poll(sid);
        sockets.get(0).emit("a", "x".repeat(2000));
        FakeHttpExchange poll = new FakeHttpExchange("GET", POLLING + "&sid=" + sid).header("accept-encoding", "gzip");
        return fixture.http(poll).responseHeaders().first("Content-Encoding");
    }

    @Test
    void webSocketMessagesAreCompressedOnRequest() {
        assertFalse(upgrade(with(options()), WEBSOCKET).deflate());
        assertTrue(upgrade(with(options().perMessageDeflate(true)), WEBSOCKET).deflate());
    }

    @Test
    void attachmentsAreLimited() {
        CoreFixture fixture = with(options().maxAttachments(1));
        FakeClient client = fixture.connected();
        client.sends("451-[\"a\",{\"_placeholder\":true,\"num\":0}]");
        client.sends(new byte[1]);
        assertFalse(client.closed());
        client.sends("452-[\"a\",{\"_placeholder\":true,\"num\":0}]");
        assertTrue(client.closed());
    }
}
