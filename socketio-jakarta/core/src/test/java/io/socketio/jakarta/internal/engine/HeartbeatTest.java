package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final EngineFixture engine = new EngineFixture();

    @Test
    void pingComesAfterTheIntervalAndThePongRestartsIt() {
        FakeWebSocketExchange socket = engine.openWebSocket();
        for (int round = 1; round <= 3; round++) {
            engine.scheduler.advanceMillis(24_999);
            assertEquals(round, socket.link().frames().size());
            engine.scheduler.advanceMillis(1);
            assertEquals("2", socket.link().frames().get(round));
            engine.scheduler.advanceMillis(10_000);
            socket.sends("3");
        }
        assertTrue(engine.session().isOpen());
        assertEquals(1, engine.scheduler.pending());
    }

    @Test
    void silenceEndsTheSession() {
        FakeWebSocketExchange socket = engine.openWebSocket();
        engine.scheduler.advanceMillis(44_999);
        assertTrue(engine.session().isOpen());
        engine.scheduler.advanceMillis(1);
        assertEquals(List.of("<ping timeout>"), engine.events());
        assertTrue(socket.link().closed());
        assertEquals(0, engine.scheduler.pending());
        assertEquals(0, engine.server.sessionCount());
    }

    @Test
    void firstMessageRestartsTheWaitForThePongOncePerPing() {
        FakeWebSocketExchange socket = engine.openWebSocket();
        engine.scheduler.advanceMillis(25_000);
        engine.scheduler.advanceMillis(15_000);
        socket.sends("4busy");
        engine.scheduler.advanceMillis(15_000);
        socket.sends("4still busy");
        engine.scheduler.advanceMillis(4_999);
        assertTrue(engine.session().isOpen());
        engine.scheduler.advanceMillis(1);
        assertEquals(List.of("busy", "still busy", "<ping timeout>"), engine.events());
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void everyPingMayBeExtendedAnew() {
        FakeWebSocketExchange socket = engine.openWebSocket();
        for (int round = 0; round < 3; round++) {
            engine.scheduler.advanceMillis(25_000);
            engine.scheduler.advanceMillis(19_999);
            socket.sends("4busy");
            engine.scheduler.advanceMillis(19_999);
            socket.sends("3");
        }
        assertTrue(engine.session().isOpen());
    }

    @Test
    void aMessageBetweenPingsRestartsNothing() {
        FakeWebSocketExchange socket = engine.openWebSocket();
        engine.scheduler.advanceMillis(20_000);
        socket.sends("4busy");
        engine.scheduler.advanceMillis(5_000);
        assertEquals(2, socket.link().frames().size());
    }

    @Test
    void strayPongRestartsTheInterval() {
        FakeWebSocketExchange socket = engine.openWebSocket();
        engine.scheduler.advanceMillis(20_000);
        socket.sends("3");
        engine.scheduler.advanceMillis(24_999);
        assertEquals(1, socket.link().frames().size());
        engine.scheduler.advanceMillis(1);
        assertEquals(2, socket.link().frames().size());
    }

    @Test
    void waitingPollCarriesThePingAndIsClosedAtTheTimeout() {
        EngineSession session = engine.open();
        FakeHttpExchange first = engine.poll(session);
        engine.scheduler.advanceMillis(25_000);
        assertEquals("2", first.bodyText());
        FakeHttpExchange second = engine.poll(session);
        engine.scheduler.advanceMillis(20_000);
        assertEquals("1", second.bodyText());
        assertEquals(List.of("<ping timeout>"), engine.events());
    }

    @Test
    void timeoutBeginsWhenThePingIsQueuedEvenWithoutAPoll() {
        EngineSession session = engine.open();
        engine.scheduler.advanceMillis(44_999);
        assertTrue(session.isOpen());
        engine.scheduler.advanceMillis(1);
        assertEquals(List.of("<ping timeout>"), engine.events());
    }

    @Test
    void pongOverPostCounts() {
        EngineSession session = engine.open();
        engine.scheduler.advanceMillis(25_000);
        assertEquals("2", engine.poll(session).bodyText());
        engine.post(session, "3");
        engine.scheduler.advanceMillis(24_999);
        assertTrue(session.isOpen());
        assertEquals(0, session.bufferedBytes());
    }

    @Test
    void pongThatIsAwaitedDuringTheUpgradeHasItsWholeTimeAgain() {
        EngineSession session = engine.open();
        engine.scheduler.advanceMillis(25_000);
        assertEquals("2", engine.poll(session).bodyText());
        engine.scheduler.advanceMillis(15_000);
        FakeWebSocketExchange socket = engine.candidate(session);
        socket.sends("2probe");
        socket.sends("5");
        engine.scheduler.advanceMillis(19_999);
        assertTrue(session.isOpen());
        socket.sends("3");
        engine.scheduler.advanceMillis(25_000);
        assertEquals("2", socket.link().frames().get(1));
        engine.scheduler.advanceMillis(20_000);
        assertFalse(session.isOpen());
    }

    @Test
    void intervalGoesOnAcrossTheUpgrade() {
        EngineSession session = engine.open();
        engine.scheduler.advanceMillis(20_000);
        FakeWebSocketExchange socket = engine.candidate(session);
        socket.sends("5");
        engine.scheduler.advanceMillis(5_000);
        assertEquals(List.of("2"), socket.link().texts());
    }

    @Test
    void noPingIsQueuedWhileClosing() {
        EngineSession session = engine.open();
        engine.scheduler.advanceMillis(20_000);
        session.close();
        engine.scheduler.advanceMillis(10_000);
        assertEquals("6\u001e1", engine.poll(session).bodyText());
    }

    @Test
    void eachSessionHasOneTimer() {
        for (int i = 0; i < 10; i++) {
            engine.openWebSocket();
        }
        assertEquals(10, engine.scheduler.pending());
        engine.scheduler.advanceMillis(26_000);
        assertEquals(10, engine.scheduler.pending());
        engine.server.close();
        assertEquals(0, engine.scheduler.pending());
    }
}
