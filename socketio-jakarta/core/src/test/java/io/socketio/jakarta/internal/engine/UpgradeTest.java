package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.port.MessageTooLargeException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTest {

    private final EngineFixture engine = new EngineFixture();
    private final EngineSession session = engine.open();

    @Test
    void upgradeAsTheClientDoesIt() {
        FakeHttpExchange poll = engine.poll(session);
        FakeWebSocketExchange socket = engine.candidate(session);
        assertEquals(List.of(), socket.link().frames());
        socket.sends("2probe");
        assertEquals(List.of("3probe"), socket.link().texts());
        engine.scheduler.advanceMillis(99);
        assertFalse(poll.answered(), "the first tick comes after 100 ms");
        engine.scheduler.advanceMillis(1);
        assertEquals("6", poll.bodyText());
        engine.send(session, "4buffered");
        socket.sends("5");
        assertEquals(List.of("3probe", "4buffered"), socket.link().texts());
        assertEquals(TransportName.WEBSOCKET, session.transport());
        assertEquals(List.of("<upgrade>"), engine.events());
        socket.sends("4hello");
        assertEquals(List.of("<upgrade>", "hello"), engine.events());
        assertEquals(1, engine.scheduler.pending(), "only the heartbeat is left");
    }

    /** The thread that told the end had found the probe, and the probe was one no more: the session was there until its ping timeout. */
    @Test
    void endOfTheSocketThatIsToldToTheProbeAfterTheUpgradeEndsTheSession() {
        FakeWebSocketExchange upgraded = engine.candidate(session);
        upgraded.sends("2probe");
        upgraded.sends("5");
        WebSocketTransport socket = (WebSocketTransport) session.currentTransport();
        new UpgradeProbe(session).onClosed(socket);
        assertFalse(session.isOpen());
    }

    @Test
    void everyTickReleasesAPollThatWaits() {
        FakeWebSocketExchange socket = engine.candidate(session);
        engine.scheduler.advanceMillis(1000);
        FakeHttpExchange early = engine.poll(session);
        engine.scheduler.advanceMillis(1000);
        assertFalse(early.answered(), "no noop before the probe");
        socket.sends("2probe");
        engine.scheduler.advanceMillis(100);
        assertEquals("6", early.bodyText());
        for (int i = 0; i < 5; i++) {
            FakeHttpExchange poll = engine.poll(session);
            engine.scheduler.advanceMillis(100);
            assertEquals("6", poll.bodyText());
        }
    }

    @Test
    void pollingStaysUsableInBothDirectionsMeanwhile() {
        FakeWebSocketExchange socket = engine.candidate(session);
        socket.sends("2probe");
        FakeHttpExchange poll = engine.poll(session);
        engine.send(session, "4out");
        assertEquals("4out", poll.bodyText());
        assertEquals("ok", engine.post(session, "4in").bodyText());
        assertEquals(List.of("in"), engine.events());
        assertEquals(List.of("3probe"), socket.link().texts());
    }

    @Test
    void pollThatStillWaitsIsClosedByTheUpgrade() {
        FakeWebSocketExchange socket = engine.candidate(session);
        socket.sends("2probe");
        FakeHttpExchange poll = engine.poll(session);
        socket.sends("5");
        assertEquals("1", poll.bodyText());
        assertEquals(200, poll.status());
        assertTrue(session.isOpen());
        poll.clientGoesAway();
        assertTrue(session.isOpen());
    }

    @Test
    void requestsOfTheOldTransportAreRefusedAfterwards() {
        engine.candidate(session).sends("5");
        assertEquals(
                "{\"code\":3,\"message\":\"Bad request\"}", engine.poll(session).bodyText());
        assertEquals(
                "{\"code\":3,\"message\":\"Bad request\"}",
                engine.post(session, "4x").bodyText());
        FakeWebSocketExchange another = engine.candidate(session);
        assertTrue(another.accepted());
        assertTrue(another.link().closed());
        assertTrue(session.isOpen());
    }

    @Test
    void candidateThatIsSilentIsClosedAndPollingGoesOn() {
        FakeWebSocketExchange socket = engine.candidate(session);
        engine.scheduler.advanceMillis(9_999);
        assertFalse(socket.link().closed());
        engine.scheduler.advanceMillis(1);
        assertTrue(socket.link().closed());
        assertPollingWorks();
        socket.sends("5");
        assertEquals(TransportName.POLLING, session.transport());
    }

    @Test
    void candidateThatProbesButNeverUpgradesIsClosed() {
        FakeWebSocketExchange socket = engine.candidate(session);
        socket.sends("2probe");
        engine.scheduler.advanceMillis(10_000);
        assertTrue(socket.link().closed());
        FakeHttpExchange poll = engine.poll(session);
        engine.scheduler.advanceMillis(1_000);
        assertFalse(poll.answered(), "the tick has ended with the candidate");
        assertEquals(1, engine.scheduler.pending());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4hello", "2", "3", "1", "", "x", "2probe2"})
    void anyOtherFrameClosesTheCandidateOnly(String frame) {
        FakeWebSocketExchange before = engine.candidate(session);
        before.sends(frame);
        assertTrue(before.link().closed());
        FakeWebSocketExchange after = engine.candidate(session);
        after.sends("2probe");
        after.sends(frame);
        assertTrue(after.link().closed());
        assertPollingWorks();
        FakeWebSocketExchange third = engine.candidate(session);
        third.sends("2probe");
        third.sends("5");
        assertEquals(TransportName.WEBSOCKET, session.transport());
    }

    @Test
    void candidateThatFailsDoesNotHurt() {
        engine.candidate(session).sends(new byte[] {1});
        engine.candidate(session).closes();
        engine.candidate(session).breaks(new IOException("reset"));
        engine.candidate(session).breaks(new MessageTooLargeException(10_000));
        for (FakeWebSocketLink.Completion how :
                List.of(FakeWebSocketLink.Completion.FAILING, FakeWebSocketLink.Completion.THROWING)) {
            FakeWebSocketExchange failing = engine.upgrade(
                    "EIO=4&transport=websocket&sid=" + session.id(), new FakeWebSocketLink().completing(how));
            failing.sends("2probe");
            assertTrue(failing.link().closed());
        }
        assertPollingWorks();
        assertEquals(1, engine.scheduler.pending());
    }

    @Test
    void repeatedProbeIsAnsweredAgain() {
        FakeWebSocketExchange socket = engine.candidate(session);
        socket.sends("2probe");
        socket.sends("2probe");
        assertEquals(List.of("3probe", "3probe"), socket.link().texts());
    }

    @Test
    void probesThatComeWhileAnAnswerIsInFlightAreAnsweredOneByOne() {
        FakeWebSocketLink link = new FakeWebSocketLink().completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        FakeWebSocketExchange socket = engine.upgrade("EIO=4&transport=websocket&sid=" + session.id(), link);
        socket.sends("2probe");
        socket.sends("2probe");
        socket.sends("2probe");
        assertEquals(1, link.frames().size());
        link.complete();
        link.complete();
        link.complete();
        assertEquals(List.of("3probe", "3probe", "3probe"), link.texts());
        assertFalse(link.overlapped());
        assertFalse(link.hasPending());
    }

    @Test
    void upgradeDropsProbeAnswersThatAreStillOwedAndSendsNothingTwiceAtATime() {
        FakeWebSocketLink link = new FakeWebSocketLink().completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        FakeWebSocketExchange socket = engine.upgrade("EIO=4&transport=websocket&sid=" + session.id(), link);
        socket.sends("2probe");
        socket.sends("2probe");
        engine.send(session, "4a");
        socket.sends("5");
        link.complete();
        link.complete();
        assertEquals(List.of("3probe", "4a"), link.texts());
        assertFalse(link.overlapped());
        assertTrue(session.isWritable());
    }

    @Test
    void upgradeWithoutProbeIsAccepted() {
        FakeWebSocketExchange socket = engine.candidate(session);
        socket.sends("5");
        assertEquals(TransportName.WEBSOCKET, session.transport());
        engine.send(session, "4a");
        assertEquals(List.of("4a"), socket.link().texts());
    }

    @Test
    void packetsWaitWhileTheProbeAnswerIsInFlight() {
        FakeWebSocketLink link = new FakeWebSocketLink().completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        FakeWebSocketExchange socket = engine.upgrade("EIO=4&transport=websocket&sid=" + session.id(), link);
        socket.sends("2probe");
        engine.send(session, "4a");
        socket.sends("5");
        assertEquals(List.of("3probe"), link.texts());
        assertFalse(session.isWritable());
        link.complete();
        assertEquals(List.of("3probe", "4a"), link.texts());
        assertFalse(link.overlapped());
    }

    @Test
    void packetsWaitWhileAPollAnswerIsInFlight() {
        FakeWebSocketExchange socket = engine.candidate(session);
        socket.sends("2probe");
        engine.request(
                "GET",
                "EIO=4&transport=polling&sid=" + session.id(),
                exchange -> exchange.whileResponding(() -> {
                    socket.sends("5");
                    engine.send(session, "4second");
                    assertEquals(List.of("3probe"), socket.link().texts(), "the poll answer goes first");
                }));
        engine.send(session, "4first");
        assertEquals(List.of("3probe", "4second"), socket.link().texts());
    }

    @Test
    void secondCandidateIsAcceptedAndClosed() {
        FakeWebSocketExchange first = engine.candidate(session);
        FakeWebSocketExchange second = engine.candidate(session);
        assertTrue(second.accepted());
        assertTrue(second.link().closed());
        second.sends("2probe");
        second.sends("5");
        second.closes();
        assertEquals(List.of(), second.link().frames());
        first.sends("2probe");
        first.sends("5");
        assertEquals(TransportName.WEBSOCKET, session.transport());
        assertFalse(first.link().closed());
    }

    @Test
    void sessionThatEndsClosesItsCandidate() {
        FakeWebSocketExchange socket = engine.candidate(session);
        socket.sends("2probe");
        session.discard();
        assertTrue(socket.link().closed());
        assertEquals(0, engine.scheduler.pending());
        socket.sends("5");
        assertEquals(List.of("<forced close>"), engine.events());
    }

    @Test
    void closingSessionEndsWhenTheUpgradeIsComplete() {
        FakeWebSocketExchange socket = engine.candidate(session);
        socket.sends("2probe");
        engine.send(session, "4bye");
        session.close();
        assertEquals(List.of(), engine.events());
        socket.sends("5");
        assertEquals(List.of("3probe", "4bye"), socket.link().texts());
        assertTrue(socket.link().closed());
        assertEquals("<forced close>", engine.events().get(engine.events().size() - 1));
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void closingSessionWithoutBufferEndsWhenTheUpgradeIsComplete() {
        FakeWebSocketExchange socket = engine.candidate(session);
        session.close();
        socket.sends("5");
        assertTrue(socket.link().closed());
        assertEquals(List.of("<forced close>"), engine.events());
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void postThatIsDispatchedAtTheEndOfTheUpgradeComesBeforeTheFramesOfTheWebSocket() {
        EngineFixture racing = new EngineFixture();
        FakeWebSocketExchange[] socket = new FakeWebSocketExchange[1];
        racing.hooks.nextListener = new RecordingListener() {
            @Override
            public void onText(String message) {
                if (message.equals("post1")) {
                    socket[0].sends("5");
                    socket[0].sends("4frame1");
                    socket[0].sends(new byte[] {1});
                }
                super.onText(message);
            }
        };
        EngineSession polling = racing.open();
        socket[0] = racing.candidate(polling);
        FakeHttpExchange post = racing.post(polling, "4post1\u001e4post2");
        assertEquals("ok", post.bodyText());
        // What came over the WebSocket while post1 was being handled came before post2 was decoded.
        assertEquals(List.of("post1", "<upgrade>", "frame1", "bytes[1]", "post2"), racing.events());
    }

    @Test
    void postWhoseBodyComesAfterTheUpgradeIsNotLost() {
        FakeWebSocketExchange socket = engine.candidate(session);
        socket.sends("2probe");
        FakeHttpExchange post = engine.slowPost(session);
        socket.sends("5");
        socket.sends("4frame");
        assertFalse(post.aborted());
        post.bodyArrives("4late");
        assertEquals("ok", post.bodyText());
        assertEquals(List.of("<upgrade>", "frame", "late"), engine.events());
    }

    @Test
    void headersEventFiresForTheUpgradeButNotTheInitialOne() {
        StringBuilder events = new StringBuilder();
        engine.hooks.onInitialHeaders = (headers, exchange) -> events.append('i');
        engine.hooks.onHeaders = (headers, exchange) -> {
            events.append('h');
            headers.set("x-hook", "yes");
        };
        FakeWebSocketExchange socket = engine.candidate(session);
        assertEquals("h", events.toString());
        assertEquals("yes", socket.responseHeaders().first("x-hook"));
    }

    @Test
    void base64IsWhatTheUpgradeRequestSays() {
        FakeWebSocketExchange socket = engine.upgrade("EIO=4&transport=websocket&b64=1&sid=" + session.id());
        socket.sends("5");
        session.send(List.of(OutboundPacket.binary(new byte[] {1, 2, 3, 4})));
        assertEquals(List.of("bAQIDBA=="), socket.link().texts());
    }

    @Test
    void stateShowsInTheText() {
        assertNotNull(session.toString());
        engine.candidate(session);
        assertTrue(session.toString().contains("OPEN/PROBING"), session.toString());
    }

    private void assertPollingWorks() {
        assertEquals(TransportName.POLLING, session.transport());
        FakeHttpExchange poll = engine.poll(session);
        assertFalse(poll.answered());
        engine.send(session, "4works");
        assertEquals("4works", poll.bodyText());
        assertEquals("ok", engine.post(session, "4too").bodyText());
    }
}
