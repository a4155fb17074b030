package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowConsumerTest {

    private static final String CLOSED =
            "<transport error: more than 1000 bytes wait for the client, and it has taken none"
                    + " for 2000 ms, or more than 4000 bytes (SocketIoOptions.maxBufferedBytes, maxBurstBytes)>";

    private final EngineFixture engine = new EngineFixture(EngineFixture.optionsWithMaxBuffered(1_000));

    @Test
    void clientThatDoesNotPollIsClosedAfterAWhile() {
        EngineSession session = engine.open();
        engine.send(session, "4" + "x".repeat(612));
        assertEquals(999, session.bufferedBytes());
        engine.send(session, "4y");
        engine.send(session, "4z");
        engine.scheduler.advanceMillis(1_999);
        assertTrue(session.isOpen());
        engine.scheduler.advanceMillis(1);
        assertEquals(List.of(CLOSED), engine.events());
        assertEquals(0, session.bufferedBytes());
        assertEquals(400, engine.poll(session).status());
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void clientThatDoesNotReadItsWebSocketIsClosedAfterAWhile() {
        FakeWebSocketLink link = new FakeWebSocketLink();
        engine.upgrade(EngineFixture.WS_HANDSHAKE, link);
        link.completing(FakeWebSocketLink.Completion.NEVER);
        for (int i = 0; i < 20; i++) {
            engine.send(engine.session(), "4" + "x".repeat(49));
        }
        engine.scheduler.advanceMillis(2_000);
        assertEquals(List.of(CLOSED), engine.events());
        assertTrue(link.closed());
        assertEquals(2, link.frames().size());
    }

    @Test
    void clientThatDoesNotReadIsClosedAtOnceBeyondTheHardBound() {
        EngineSession session = engine.open();
        engine.send(session, "4" + "x".repeat(4_100));
        engine.send(session, "4y");
        assertEquals(List.of(CLOSED), engine.events());
        assertEquals(0, engine.scheduler.pending());
    }

    /** Three hundred events of two kilobytes, emitted when a client connected, closed a client that was ready to read them. */
    @Test
    void burstToAClientThatReadsPasses() {
        FakeWebSocketLink link = new FakeWebSocketLink();
        engine.upgrade(EngineFixture.WS_HANDSHAKE, link);
        link.completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        for (int i = 0; i < 18; i++) {
            engine.send(engine.session(), "4" + "x".repeat(99));
        }
        assertTrue(engine.session().bufferedBytes() > 1_000);
        for (int i = 0; i < 5; i++) {
            engine.scheduler.advanceMillis(1_900);
            link.complete();
        }
        assertTrue(engine.session().isOpen());
        while (link.hasPending()) {
            link.complete();
        }
        engine.scheduler.advanceMillis(2_000);
        assertTrue(engine.session().isOpen());
        assertEquals(19, link.frames().size());
    }

    @Test
    void oneLargeMessageToAHealthyClientPasses() {
        FakeWebSocketExchange socket = engine.openWebSocket();
        engine.send(engine.session(), "4" + "x".repeat(100_000));
        engine.send(engine.session(), "4" + "x".repeat(100_000));
        assertEquals(3, socket.link().frames().size());
        assertTrue(engine.session().isOpen());
    }

    @Test
    void groupOfPacketsIsQueuedWholeOrNotAtAll() {
        EngineSession session = engine.open();
        byte[] large = new byte[2_900];
        session.send(
                List.of(OutboundPacket.text("451-[]"), OutboundPacket.binary(large), OutboundPacket.binary(large)));
        assertTrue(session.isOpen());
        assertFalse(session.enqueue(List.of(OutboundPacket.text("4x"))));
    }

    @Test
    void enqueueDoesNotCloseOnTheCallersThread() {
        EngineSession session = engine.open();
        assertTrue(session.enqueue(List.of(OutboundPacket.binary(new byte[4_001]))));
        assertFalse(session.enqueue(List.of(OutboundPacket.text("4x"))));
        assertFalse(session.enqueue(List.of(OutboundPacket.text("4x"))));
        engine.send(session, "4x");
        assertFalse(session.isWritable());
        assertEquals(List.of(), engine.events());
        engine.scheduler.advanceMillis(0);
        assertEquals(List.of(CLOSED), engine.events());
    }

    @Test
    void clientThatReadsSlowlyButSteadilyLives() {
        FakeWebSocketLink link = new FakeWebSocketLink();
        FakeWebSocketExchange socket = engine.upgrade(EngineFixture.WS_HANDSHAKE, link);
        link.completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        for (int i = 0; i < 50; i++) {
            engine.send(engine.session(), "4" + "x".repeat(99));
            engine.scheduler.advanceMillis(4_000);
            socket.sends("3");
            while (link.hasPending()) {
                link.complete();
            }
        }
        assertTrue(engine.session().isOpen());
    }

    @Test
    void floodWhileTheListenerIsBusyIsBounded() {
        EngineFixture flooded = new EngineFixture();
        FakeWebSocketExchange[] socket = new FakeWebSocketExchange[1];
        flooded.hooks.nextListener = new RecordingListener() {
            @Override
            public void onText(String message) {
                if (message.equals("busy")) {
                    socket[0].sends("5");
                    for (int i = 0; i < 100_000; i++) {
                        socket[0].sends("4");
                    }
                }
                super.onText(message);
            }
        };
        EngineSession session = flooded.open();
        socket[0] = flooded.candidate(session);
        flooded.post(session, "4busy");
        assertFalse(session.isOpen());
        assertEquals(
                List.of("busy", "<transport error: too much has come before the session could take it>"),
                flooded.events());
    }
}
