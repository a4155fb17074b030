package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.port.MessageTooLargeException;
import java.io.EOFException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTransportTest {

    private final EngineFixture engine = new EngineFixture(EngineFixture.optionsWithMaxBuffered(8 << 20));
    private final FakeWebSocketLink link = new FakeWebSocketLink();
    private final FakeWebSocketExchange socket = engine.upgrade(EngineFixture.WS_HANDSHAKE, link);
    private final EngineSession session = engine.session();

    @Test
    void openPacketIsTheFirstFrame() {
        assertEquals(
                List.of(
                        "0{\"sid\":\"sid1\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":10000}"),
                link.texts());
        assertEquals(TransportName.WEBSOCKET, session.transport());
        assertEquals(1, engine.server.sessionCount());
        assertEquals(10_000, socket.maxMessageBytes());
        assertFalse(socket.deflate());
    }

    @Test
    void initialPacketIsAFrameOfItsOwn() {
        engine.hooks.initialPacket = OutboundPacket.text("4welcome");
        assertEquals("4welcome", engine.openWebSocket().link().texts().get(1));
    }

    @Test
    void textAndBinaryComeInOrder() {
        socket.sends("4hello");
        socket.sends(new byte[] {1, 2});
        socket.sends("bAQIDBA==");
        socket.sends("4");
        assertEquals(List.of("hello", "bytes[1, 2]", "bytes[1, 2, 3, 4]", ""), engine.events());
    }

    @Test
    void eachPacketIsOneFrame() {
        byte[] binary = {1, 2, 3};
        session.send(List.of(OutboundPacket.text("4a"), OutboundPacket.binary(binary), OutboundPacket.text("4b")));
        assertEquals("4a", link.frames().get(1));
        assertArrayEquals(binary, (byte[]) link.frames().get(2));
        assertEquals("4b", link.frames().get(3));
    }

    @Test
    void clientThatWantsBase64GetsText() {
        FakeWebSocketExchange base64 = engine.upgrade(EngineFixture.WS_HANDSHAKE + "&b64=1");
        engine.session().send(List.of(OutboundPacket.binary(new byte[] {1, 2, 3, 4})));
        assertEquals("bAQIDBA==", base64.link().frames().get(1));
    }

    @Test
    void onlyOneSendIsInFlightAndTheSessionIsNotWritableMeanwhile() {
        link.completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        assertTrue(session.isWritable());
        engine.send(session, "4a");
        engine.send(session, "4b");
        assertFalse(session.isWritable());
        assertEquals(2, link.frames().size());
        assertEquals(83, session.bufferedBytes());
        link.complete();
        assertEquals("4b", link.frames().get(2));
        assertFalse(session.isWritable());
        assertEquals(0, engine.listener().drains());
        link.complete();
        assertTrue(session.isWritable());
        assertEquals(1, engine.listener().drains());
        assertFalse(link.overlapped());
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeWebSocketLink.Completion.class,
            names = {"SYNCHRONOUS", "WHEN_TOLD"})
    void aHundredThousandSendsDoNotOverflowTheStack(FakeWebSocketLink.Completion completion) {
        link.completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        for (int i = 0; i < 100_000; i++) {
            engine.send(session, "4");
        }
        link.completing(completion);
        while (link.hasPending()) {
            link.complete();
        }
        assertEquals(100_001, link.frames().size());
        assertTrue(session.isOpen());
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeWebSocketLink.Completion.class,
            names = {"FAILING", "THROWING"})
    void failedWriteEndsTheSession(FakeWebSocketLink.Completion completion) {
        link.completing(completion);
        engine.send(session, "4a");
        engine.send(session, "4b");
        assertEquals(2, link.frames().size());
        assertTrue(link.closed());
        assertTrue(
                engine.events().get(0).startsWith("<transport error: write error"),
                engine.events().toString());
        assertEquals(1, engine.events().size());
    }

    @Test
    void writeThatFailsLaterEndsTheSession() {
        link.completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        engine.send(session, "4a");
        link.fail(new java.io.IOException("reset"));
        assertEquals(1, engine.events().size());
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void writeThatIsNeverCompletedEndsTheSessionAfterTheLimit() {
        link.completing(FakeWebSocketLink.Completion.NEVER);
        engine.send(session, "4a");
        engine.scheduler.advanceMillis(9_999);
        assertTrue(session.isOpen());
        engine.scheduler.advanceMillis(1);
        assertEquals(
                List.of("<transport error: a write made no progress for PT10S (SocketIoOptions.writeTimeout)>"),
                engine.events());
        assertTrue(link.closed());
        assertEquals(0, engine.scheduler.pending());
    }

    /** The timer kept ended connections in memory until it fired, and the upgrade's stress test failed once in some hundred runs. */
    @Test
    void sendDuringWhichTheSessionEndsLeavesNoTimer() {
        link.completingOn(completion -> session.discard());
        engine.send(session, "4a");
        assertTrue(link.closed());
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void steadyProgressKeepsTheWatchdogQuietAndASilentOneIsGone() {
        link.completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        engine.send(session, "4a");
        for (int i = 0; i < 20; i++) {
            engine.scheduler.advanceMillis(4_000);
            engine.send(session, "4b");
            link.complete();
            socket.sends("3");
        }
        assertTrue(session.isOpen());
        link.complete();
        assertTrue(session.isWritable());
        engine.scheduler.advanceMillis(10_000);
        assertEquals(1, engine.scheduler.pending(), "only the heartbeat is left");
        engine.send(session, "4c");
        engine.scheduler.advanceMillis(10_000);
        assertFalse(session.isOpen());
    }

    @Test
    void synchronousCompletionsNeedNoTimer() {
        engine.send(session, "4a");
        assertEquals(1, engine.scheduler.pending(), "only the heartbeat");
    }

    @Test
    void tooLargeMessageIsATransportError() {
        socket.breaks(new MessageTooLargeException(10_000));
        assertTrue(engine.events().get(0).startsWith("<transport error: WebSocket message is larger than"));
        socket.closes();
        assertEquals(1, engine.events().size());
        assertTrue(link.closed());
    }

    @Test
    void clientThatClosesIsATransportClose() {
        socket.closes();
        assertEquals(List.of("<transport close>"), engine.events());
        assertEquals(0, engine.server.sessionCount());
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void brokenConnectionIsATransportClose() {
        socket.breaks(new EOFException("eof"));
        socket.closes();
        assertEquals(List.of("<transport close: eof>"), engine.events());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "7", "\u001e", "\u20ac"})
    void malformedFrameIsAParseError(String frame) {
        socket.sends(frame);
        assertEquals(List.of("<parse error>"), engine.events());
        assertTrue(link.closed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2probe"})
    void pingFromTheClientIsTheWrongDirection(String frame) {
        socket.sends(frame);
        assertEquals(List.of("<transport error: invalid heartbeat direction>"), engine.events());
    }

    @Test
    void openUpgradeAndNoopFramesAreIgnored() {
        socket.sends("0");
        socket.sends("5");
        socket.sends("6");
        socket.sends("4a");
        assertEquals(List.of("a"), engine.events());
    }

    @Test
    void closeFrameEndsTheSession() {
        socket.sends("1");
        assertEquals(List.of("<transport close>"), engine.events());
        assertTrue(link.closed());
    }

    @Test
    void framesAfterTheEndAreDropped() {
        session.discard();
        socket.sends("4late");
        socket.sends(new byte[1]);
        socket.closes();
        assertEquals(List.of("<forced close>"), engine.events());
    }

    @Test
    void secondWebSocketOnAWebSocketSessionIsClosed() {
        FakeWebSocketExchange second = engine.candidate(session);
        assertTrue(second.accepted());
        assertTrue(second.link().closed());
        assertEquals(List.of(), second.link().frames());
        assertTrue(session.isOpen());
    }

    @Test
    void garbageRightAfterARefusedOrEndedHandshakeHurtsNobody() {
        FakeWebSocketExchange turnedAway = engine.upgrade("EIO=4&transport=polling");
        turnedAway.sends("\u0000");
        turnedAway.sends(new byte[] {1});
        turnedAway.breaks(new EOFException());
        turnedAway.closes();
        assertTrue(session.isOpen());
    }
}
