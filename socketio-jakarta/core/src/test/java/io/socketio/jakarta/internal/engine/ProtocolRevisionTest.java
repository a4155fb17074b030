package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.packet.EngineIo4;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A second revision beside the first: each session speaks what its first request asked for. */
class ProtocolRevisionTest {

    private static final class Both extends RecordingHooks {
        final ProtocolRevision other = new FakeRevision();

        @Override
        public ProtocolRevision revision(Map<String, String> query) {
            return "3".equals(query.get("EIO")) ? other : super.revision(query);
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
        assertEquals("text/x-lengths", handshake.responseHeaders().first("Content-Type"));
        EngineSession session = engine.session();
        assertSame(hooks.other, session.revision());
        session.send(List.of(OutboundPacket.text("4a"), OutboundPacket.binary(new byte[] {1, 2, 3})));
        assertEquals("2:4a6:b4AQID", engine.request("GET", of(session)).bodyText());
    }

    @Test
    void postsAreReadInTheFormOfTheRevision() {
        EngineSession session = open();
        assertEquals(
                200,
                engine.request("POST", of(session), post -> post.body("3:4hi6:b4AQID"))
                        .status());
        assertEquals(List.of("hi", "bytes[1, 2, 3]"), engine.events());
        engine.request("POST", of(session), post -> post.body("9:4hi"));
        assertEquals("<parse error>", engine.events().get(2));
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
