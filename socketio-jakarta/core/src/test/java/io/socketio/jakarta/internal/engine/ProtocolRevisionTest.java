package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.packet.EngineIo3;
import io.socketio.jakarta.internal.engine.packet.EngineIo4;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import io.socketio.jakarta.internal.engine.revision.ProtocolRevisions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Revision 3 beside revision 4: each session speaks what its first request asked for. */
class ProtocolRevisionTest {

    private static final class Both extends RecordingHooks {
        @Override
        public ProtocolRevision revision(Map<String, String> query) {
            return "5".equals(query.get("EIO")) ? null : ProtocolRevisions.of(query, true);
        }
    }

    private final Both hooks = new Both();
    private final EngineFixture engine = new EngineFixture(EngineFixture.options(), hooks);

    private EngineSession open() {
        engine.request("GET", "EIO=3&transport=polling");
        return engine.session();
    }

    private String of(EngineSession session) {
        return "EIO=3&transport=polling&sid=" + session.id();
    }

    @Test
    void handshakeAndPollsHaveTheFormOfTheRevision() {
        FakeHttpExchange handshake = engine.request("GET", "EIO=3&transport=polling");
        assertTrue(handshake.bodyText().matches("\\d+:0\\{.*"), handshake.bodyText());
        assertEquals("text/plain; charset=UTF-8", handshake.responseHeaders().first("Content-Type"));
        EngineSession session = engine.session();
        assertSame(EngineIo3.BINARY, session.revision());
        session.send(List.of(OutboundPacket.text("4a"), OutboundPacket.binary(new byte[] {1, 2, 3})));
        FakeHttpExchange poll = engine.request("GET", of(session));
        assertEquals("application/octet-stream", poll.responseHeaders().first("Content-Type"));
        assertArrayEquals(new byte[] {0, 2, -1, '4', 'a', 1, 4, -1, 4, 1, 2, 3}, poll.bodyBytes());
    }

    /** The client says it with its first request only. */
    @Test
    void clientThatAskedForBase64GetsTextPayloads() {
        engine.request("GET", "EIO=3&transport=polling&b64=1");
        EngineSession session = engine.session();
        session.send(List.of(OutboundPacket.text("4a"), OutboundPacket.binary(new byte[] {1, 2, 3})));
        assertEquals("2:4a6:b4AQID", engine.request("GET", of(session)).bodyText());
    }

    @Test
    void endOfASessionIsToldInTheFormOfTheRevision() {
        EngineSession session = open();
        FakeHttpExchange poll = engine.request("GET", of(session));
        engine.request("POST", of(session), post -> post.body("1:1"));
        assertEquals("1:6", poll.bodyText());
        EngineSession closing = open();
        closing.close();
        assertEquals("1:61:1", engine.request("GET", of(closing)).bodyText());
    }

    /** Both forms of JSONP: the number is that of the first request. */
    @Test
    void scriptsCarryThePayloadsOfBothRevisions() {
        for (String revision : List.of("EIO=3", "EIO=4")) {
            FakeHttpExchange handshake = engine.request("GET", revision + "&transport=polling&j=7");
            String open = handshake.bodyText();
            assertTrue(open.startsWith("___eio[7](\"") && open.endsWith("}\");"), open);
            assertTrue(open.contains("0{\\\"sid\\\":"), open);
            assertEquals(
                    "text/plain; charset=UTF-8", handshake.responseHeaders().first("Content-Type"));
            EngineSession session = engine.session();
            String query = revision + "&transport=polling&sid=" + session.id() + "&j=8";
            session.send(List.of(OutboundPacket.binary(new byte[] {1, 2, 3})));
            String binary = revision.endsWith("3") ? "6:b4AQID" : "bAQID";
            assertEquals(
                    "___eio[7](\"" + binary + "\");",
                    engine.request("GET", query).bodyText());
            String form = revision.endsWith("3") ? "d=3%3A4hi" : "d=4hi";
            assertEquals(
                    "ok", engine.request("POST", query, post -> post.body(form)).bodyText());
            assertEquals(List.of("hi"), engine.events());
        }
    }

    @Test
    void pollIsReleasedWithAScriptDuringTheUpgrade() {
        engine.request("GET", "EIO=3&transport=polling&j=0");
        EngineSession session = engine.session();
        FakeHttpExchange poll = engine.request("GET", of(session));
        engine.upgrade("EIO=3&transport=websocket&sid=" + session.id()).sends("2probe");
        engine.scheduler.advanceMillis(100);
        assertEquals("___eio[0](\"1:6\");", poll.bodyText());
    }

    @Test
    void postsAreReadInTheFormOfTheRevision() {
        EngineSession session = open();
        assertEquals(
                200,
                engine.request("POST", of(session), post -> post.body("3:4hi6:b4AQID"))
                        .status());
        byte[] binary = {0, 2, -1, '4', 'a', 1, 3, -1, 4, 9, 8};
        engine.request("POST", of(session), post -> post.header("content-type", "application/octet-stream")
                .body(binary));
        assertEquals(List.of("hi", "bytes[1, 2, 3]", "a", "bytes[9, 8]"), engine.events());
        engine.request("POST", of(session), post -> post.body("9:4hi"));
        assertEquals("<parse error>", engine.events().get(4));
    }

    @Test
    void binaryFramesHaveTheFormOfTheRevision() {
        FakeWebSocketExchange socket = engine.upgrade("EIO=3&transport=websocket");
        socket.sends(new byte[] {4, 9, 8});
        socket.sends("b4AQID");
        assertEquals(List.of("bytes[9, 8]", "bytes[1, 2, 3]"), engine.events());
        engine.session().send(List.of(OutboundPacket.binary(new byte[] {1, 2})));
        assertArrayEquals(new byte[] {4, 1, 2}, (byte[]) socket.link().frames().get(1));
        FakeWebSocketExchange base64 = engine.upgrade("EIO=3&transport=websocket&b64=1");
        engine.session().send(List.of(OutboundPacket.binary(new byte[] {1, 2})));
        assertEquals("b4AQI=", base64.link().frames().get(1));
    }

    @Test
    void sessionKeepsItsRevisionAfterTheUpgrade() {
        EngineSession session = open();
        FakeWebSocketExchange candidate = engine.upgrade("EIO=3&transport=websocket&sid=" + session.id());
        candidate.sends("2probe");
        candidate.sends("5");
        candidate.sends(new byte[] {4, 7});
        assertEquals(List.of("<upgrade>", "bytes[7]"), engine.events());
        session.send(List.of(OutboundPacket.binary(new byte[] {1})));
        assertArrayEquals(new byte[] {4, 1}, (byte[]) candidate.link().frames().get(1));
    }

    @Test
    void pingsOfTheClientAreAnsweredAndKeepTheSession() {
        FakeWebSocketExchange socket = engine.upgrade("EIO=3&transport=websocket");
        for (int round = 1; round <= 3; round++) {
            engine.scheduler.advanceMillis(44_999);
            assertEquals(round, socket.link().frames().size(), "the server does not ping");
            socket.sends("2");
            assertEquals("3", socket.link().frames().get(round));
        }
        engine.scheduler.advanceMillis(45_000);
        assertEquals(List.of("<ping timeout>"), engine.events());
        assertEquals(0, engine.scheduler.pending());
    }

    /** In the field, an upgraded session of a client that had gone stayed for ever: the upgrade had stopped its timer. */
    @Test
    void silenceAfterTheUpgradeEndsTheSession() {
        EngineSession session = open();
        FakeWebSocketExchange candidate = engine.upgrade("EIO=3&transport=websocket&sid=" + session.id());
        candidate.sends("2probe");
        engine.scheduler.advanceMillis(9_000);
        candidate.sends("5");
        engine.scheduler.advanceMillis(44_999);
        assertEquals(List.of("<upgrade>"), engine.events());
        engine.scheduler.advanceMillis(1);
        assertEquals(List.of("<upgrade>", "<ping timeout>"), engine.events());
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void probeOnAnOpenConnectionIsAPing() {
        FakeWebSocketExchange socket = engine.upgrade("EIO=3&transport=websocket");
        socket.sends("2probe");
        assertEquals("3", socket.link().frames().get(1));
    }

    /** A payload of a megabyte holds 300,000 pings, which nobody waits for. */
    @Test
    void pongsForAClientThatNeverPollsHaveTheBoundOfItsMessages() {
        EngineFixture small = new EngineFixture(EngineFixture.optionsWithMaxBuffered(10_000), hooks);
        small.request("GET", "EIO=3&transport=polling");
        EngineSession session = small.session();
        String pings = "1:2".repeat(400);
        for (int post = 0; post < 3; post++) {
            small.request("POST", of(session), exchange -> exchange.body(pings));
        }
        assertTrue(small.events().get(0).startsWith("<transport error"), small.events()::toString);
    }

    @Test
    void pongFromAClientThatPingsIsRefused() {
        engine.upgrade("EIO=3&transport=websocket").sends("3");
        assertEquals(List.of("<transport error: invalid heartbeat direction>"), engine.events());
    }

    @Test
    void firstRevisionIsNotChangedByTheSecond() {
        EngineSession session = engine.open();
        assertSame(EngineIo4.INSTANCE, session.revision());
        session.send(List.of(OutboundPacket.text("4a"), OutboundPacket.text("4b")));
        assertEquals("4a\u001e4b", engine.poll(session).bodyText());
    }

    @Test
    void revisionThatNobodySpeaksIsRefused() {
        FakeHttpExchange refused = engine.request("GET", "EIO=5&transport=polling");
        assertEquals(400, refused.status());
        assertEquals("{\"code\":5,\"message\":\"Unsupported protocol version\"}", refused.bodyText());
    }
}
