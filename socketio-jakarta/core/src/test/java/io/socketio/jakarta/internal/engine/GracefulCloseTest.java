package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.util.List;
import org.junit.jupiter.api.Test;

class GracefulCloseTest {

    private final EngineFixture engine = new EngineFixture();
    private final EngineSession session = engine.open();

    @Test
    void waitingPollAnswersClose() {
        FakeHttpExchange poll = engine.poll(session);
        session.close();
        assertEquals("1", poll.bodyText());
        assertEquals(List.of("<forced close>"), engine.events());
        assertEquals(0, engine.server.sessionCount());
    }

    @Test
    void nextPollAnswersNoopAndCloseAndOnlyThenTheSessionEnds() {
        session.close();
        assertFalse(session.isOpen());
        assertEquals(List.of(), engine.events());
        assertEquals(1, engine.server.sessionCount());
        assertEquals("6\u001e1", engine.poll(session).bodyText());
        assertEquals(List.of("<forced close>"), engine.events());
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void withoutAPollTheSessionEndsAfter30Seconds() {
        EngineFixture patient = new EngineFixture();
        EngineSession closing = patient.open();
        patient.scheduler.advanceMillis(24_000);
        patient.post(closing, "3");
        closing.close();
        patient.scheduler.advanceMillis(29_999);
        assertEquals(List.of(), patient.events());
        patient.scheduler.advanceMillis(1);
        assertEquals(List.of("<forced close>"), patient.events());
    }

    @Test
    void bufferIsFlushedFirst() {
        engine.send(session, "4bye");
        session.close();
        assertEquals("4bye", engine.poll(session).bodyText());
        assertEquals(List.of(), engine.events());
        assertEquals("6\u001e1", engine.poll(session).bodyText());
        assertEquals(List.of("<forced close>"), engine.events());
    }

    @Test
    void enqueuedPacketsAreFlushedByTheClose() {
        FakeHttpExchange poll = engine.poll(session);
        session.enqueue(List.of(OutboundPacket.text("4bye")));
        session.close();
        assertEquals("4bye", poll.bodyText());
        assertEquals("6\u001e1", engine.poll(session).bodyText());
    }

    @Test
    void closingSessionAnswersPostsAndDropsTheirPackets() {
        session.close();
        assertEquals("ok", engine.post(session, "4dropped").bodyText());
        assertEquals("ok", engine.post(session, "2").bodyText());
        assertEquals("ok", engine.post(session, "garbage").bodyText());
        assertEquals(List.of(), engine.events());
        engine.send(session, "4ignored");
        assertFalse(session.enqueue(List.of(OutboundPacket.text("4ignored"))));
        assertEquals("6\u001e1", engine.poll(session).bodyText());
    }

    @Test
    void closePacketEndsAClosingSession() {
        session.close();
        engine.post(session, "1");
        assertEquals(List.of("<transport close>"), engine.events());
    }

    @Test
    void postUnderWayIsCut() {
        FakeHttpExchange post = engine.slowPost(session);
        session.close();
        assertTrue(post.aborted());
        assertEquals("6\u001e1", engine.poll(session).bodyText());
    }

    @Test
    void discardEndsAtOnceAndDropsTheBuffer() {
        engine.send(session, "4bye");
        session.discard();
        assertEquals(List.of("<forced close>"), engine.events());
        assertEquals(
                "{\"code\":1,\"message\":\"Session ID unknown\"}",
                engine.poll(session).bodyText());
    }

    @Test
    void discardEndsAClosingSession() {
        session.close();
        session.discard();
        session.close();
        assertEquals(List.of("<forced close>"), engine.events());
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void webSocketClosesAfterWhatWaitsHasBeenSent() {
        FakeWebSocketLink link = new FakeWebSocketLink();
        engine.upgrade(EngineFixture.WS_HANDSHAKE, link);
        EngineSession ws = engine.session();
        link.completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        engine.send(ws, "4a");
        engine.send(ws, "4b");
        ws.close();
        assertFalse(link.closed());
        link.complete();
        assertFalse(link.closed());
        link.complete();
        assertTrue(link.closed());
        assertEquals(List.of("4a", "4b"), link.texts().subList(1, 3));
        assertEquals(List.of("<forced close>"), engine.events());
    }

    @Test
    void idleWebSocketClosesAtOnce() {
        FakeWebSocketExchange socket = engine.openWebSocket();
        engine.session().close();
        assertTrue(socket.link().closed());
        assertEquals(List.of("<forced close>"), engine.events());
        socket.closes();
        assertEquals(1, engine.events().size());
    }

    @Test
    void listenerMayCloseInEveryCallback() {
        EngineFixture closing = new EngineFixture();
        closing.hooks.nextListener = new RecordingListener() {
            @Override
            public void onDrain() {
                closing.session().close();
            }
        };
        closing.openWebSocket();
        closing.send(closing.session(), "4x");
        assertEquals(List.of("<forced close>"), closing.events());
    }
}
