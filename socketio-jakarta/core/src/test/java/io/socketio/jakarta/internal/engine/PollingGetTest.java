package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingGetTest {

    private final EngineFixture engine = new EngineFixture();

    @Test
    void handshakeHasExactlyFiveMembers() {
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        assertEquals(
                "0{\"sid\":\"sid1\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":10000}",
                answer.bodyText());
        assertEquals(200, answer.status());
        assertEquals("sid1", engine.session().id());
        assertEquals(TransportName.POLLING, engine.session().transport());
    }

    @Test
    void noUpgradeIsOfferedWhenForbiddenOrImpossible() {
        EngineFixture forbidden = new EngineFixture(
                EngineFixture.options(EnumSet.allOf(TransportName.class), false, 1024, 10_000, 1 << 20));
        assertTrue(forbidden.request("GET", EngineFixture.HANDSHAKE).bodyText().contains("\"upgrades\":[]"));
        EngineFixture impossible = new EngineFixture(
                EngineFixture.options(EnumSet.of(TransportName.POLLING), true, 1024, 10_000, 1 << 20));
        assertTrue(impossible.request("GET", EngineFixture.HANDSHAKE).bodyText().contains("\"upgrades\":[]"));
    }

    @Test
    void initialPacketFollowsTheOpenPacket() {
        engine.hooks.initialPacket = OutboundPacket.text("4welcome");
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        assertTrue(answer.bodyText().endsWith("}\u001e4welcome"), answer.bodyText());
    }

    @Test
    void whatIsSentOnConnectionWaitsForTheNextPoll() {
        engine.hooks.onSession = session -> engine.send(session, "4early");
        FakeHttpExchange handshake = engine.request("GET", EngineFixture.HANDSHAKE);
        assertFalse(handshake.bodyText().contains("early"));
        assertEquals("4early", engine.poll(engine.session()).bodyText());
    }

    @Test
    void sessionIsKnownBeforeTheHandshakeIsAnswered() {
        int[] sessions = new int[1];
        engine.request(
                "GET",
                EngineFixture.HANDSHAKE,
                exchange -> exchange.whileResponding(() -> sessions[0] = engine.server.sessionCount()));
        assertEquals(1, sessions[0]);
    }

    @Test
    void messageThatComesBeforeTheListenerWaitsForIt() {
        engine.hooks.onSession = session -> {
            assertEquals("ok", engine.post(session, "4one\u001e4two").bodyText());
        };
        engine.open();
        assertEquals(List.of("one", "two"), engine.events());
    }

    @Test
    void pollWaitsUntilThereIsSomethingToSend() {
        EngineSession session = engine.open();
        FakeHttpExchange poll = engine.poll(session);
        assertFalse(poll.answered());
        assertTrue(session.isWritable());
        engine.send(session, "4hello");
        assertEquals("4hello", poll.bodyText());
        assertFalse(session.isWritable());
    }

    @Test
    void pollTakesAllThatWaits() {
        EngineSession session = engine.open();
        engine.send(session, "4one");
        session.send(
                List.of(OutboundPacket.text("4\u20ac\ud83d\ude00"), OutboundPacket.binary(new byte[] {1, 2, 3, 4})));
        assertTrue(session.bufferedBytes() > 0);
        assertEquals(
                "4one\u001e4\u20ac\ud83d\ude00\u001ebAQIDBA==",
                engine.poll(session).bodyText());
        assertEquals(0, session.bufferedBytes());
        assertEquals(1, engine.listener().drains());
    }

    @Test
    void enqueuedPacketsWaitForTheFlush() {
        EngineSession session = engine.open();
        FakeHttpExchange poll = engine.poll(session);
        assertTrue(session.enqueue(List.of(OutboundPacket.text("4a"))));
        assertTrue(session.enqueue(List.of(OutboundPacket.text("4b"))));
        assertFalse(poll.answered());
        assertFalse(session.isWritable());
        session.flush();
        assertEquals("4a\u001e4b", poll.bodyText());
    }

    @Test
    void answerHoldsNoMoreThanMaxPayloadButAtLeastOnePacket() {
        EngineSession session = engine.open();
        engine.send(session, "4" + "x".repeat(20_000));
        engine.send(session, "4" + "y".repeat(4_998));
        engine.send(session, "4" + "z".repeat(4_999));
        engine.send(session, "4last");
        assertEquals(20_001, engine.poll(session).bodyText().length());
        assertEquals(10_000, engine.poll(session).bodyText().length());
        assertEquals("4last", engine.poll(session).bodyText());
    }

    @Test
    void secondPollClosesTheSession() {
        EngineSession session = engine.open();
        FakeHttpExchange first = engine.poll(session);
        FakeHttpExchange second = engine.poll(session);
        FakeHttpExchange third = engine.poll(session);
        assertEquals("1", first.bodyText());
        assertEquals(200, first.status());
        assertEquals(400, second.status());
        assertEquals("", second.bodyText());
        assertEquals("{\"code\":1,\"message\":\"Session ID unknown\"}", third.bodyText());
        assertEquals(List.of("<transport error: overlap from client>"), engine.events());
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void abortedPollClosesTheSession() {
        EngineSession session = engine.open();
        FakeHttpExchange poll = engine.poll(session);
        poll.clientGoesAway();
        assertFalse(poll.answered());
        assertEquals(List.of("<transport error: poll connection closed prematurely>"), engine.events());
        assertEquals(400, engine.poll(session).status());
    }

    @Test
    void abortAfterTheAnswerMeansNothing() {
        EngineSession session = engine.open();
        FakeHttpExchange poll = engine.poll(session);
        engine.send(session, "4hello");
        poll.clientGoesAway();
        assertTrue(session.isOpen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"})
    void otherMethodsAnswer500AndDoNotHurt(String method) {
        EngineSession session = engine.open();
        FakeHttpExchange answer = engine.request(method, "EIO=4&transport=polling&sid=" + session.id());
        assertEquals(500, answer.status());
        assertEquals("", answer.bodyText());
        assertTrue(session.isOpen());
    }

    @Test
    void pollThatCannotBeAnsweredClosesTheSession() {
        EngineSession session = engine.open();
        engine.request("GET", "EIO=4&transport=polling&sid=" + session.id(), FakeHttpExchange::failingRespond);
        engine.send(session, "4hello");
        assertEquals(List.of("<transport error: write error>"), engine.events());
        assertEquals(0, engine.server.sessionCount());
    }

    @Test
    void pollThatComesWhileTheFormerIsBeingAnsweredIsNoOverlap() {
        EngineSession session = engine.open();
        FakeHttpExchange[] second = new FakeHttpExchange[1];
        engine.request(
                "GET",
                "EIO=4&transport=polling&sid=" + session.id(),
                exchange -> exchange.whileResponding(() -> {
                    engine.send(session, "4two");
                    second[0] = engine.poll(session);
                    assertFalse(second[0].answered(), "answers keep their order");
                }));
        engine.send(session, "4one");
        assertEquals("4two", second[0].bodyText());
        assertTrue(session.isOpen());
    }

    @Test
    void listenerThatSendsOnEveryDrainDoesNotNest() {
        int[] depth = new int[2];
        EngineFixture looping = new EngineFixture();
        looping.hooks.nextListener = new RecordingListener() {
            private int rounds;

            @Override
            public void onDrain() {
                depth[0]++;
                depth[1] = Math.max(depth[0], depth[1]);
                if (rounds++ < 100_000) {
                    looping.send(looping.session(), "4again");
                }
                depth[0]--;
            }
        };
        looping.openWebSocket();
        looping.send(looping.session(), "4first");
        assertEquals(1, depth[1]);
    }
}
