package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingPostTest {

    private final EngineFixture engine = new EngineFixture();
    private final EngineSession session = engine.open();

    @Test
    void postIsAnsweredOkAfterItsPacketsWereDispatched() {
        FakeHttpExchange post =
                engine.request("POST", "EIO=4&transport=polling&sid=" + session.id(), exchange -> exchange.body(
                                "4one\u001ebAQIDBA==\u001e4two")
                        .whileResponding(
                                () -> assertEquals(List.of("one", "bytes[1, 2, 3, 4]", "two"), engine.events())));
        assertEquals(200, post.status());
        assertEquals("ok", post.bodyText());
        assertEquals("text/html", post.responseHeaders().first("Content-Type"));
        assertEquals("no-store", post.responseHeaders().first("Cache-Control"));
    }

    @Test
    void nextPostMayComeAsSoonAsTheAnswerIsSeen() {
        FakeHttpExchange[] next = new FakeHttpExchange[1];
        engine.request("POST", "EIO=4&transport=polling&sid=" + session.id(), exchange -> exchange.body("4one")
                .whileResponding(() -> next[0] = engine.post(session, "4two")));
        assertEquals("ok", next[0].bodyText());
        assertEquals(List.of("one", "two"), engine.events());
    }

    @Test
    void secondPostClosesTheSession() {
        FakeHttpExchange poll = engine.poll(session);
        FakeHttpExchange first = engine.slowPost(session);
        FakeHttpExchange second = engine.post(session, "4x");
        assertTrue(first.aborted());
        assertFalse(first.answered());
        assertEquals(400, second.status());
        assertEquals("", second.bodyText());
        assertEquals("1", poll.bodyText());
        assertEquals(List.of("<transport error: data request overlap from client>"), engine.events());
        first.bodyArrives("4late");
        assertFalse(first.answered());
        assertEquals(1, engine.events().size());
    }

    @Test
    void octetStreamClosesTheSession() {
        FakeHttpExchange post =
                engine.request("POST", "EIO=4&transport=polling&sid=" + session.id(), exchange -> exchange.header(
                                "content-type", "application/octet-stream")
                        .body("4x"));
        assertEquals(400, post.status());
        assertEquals("", post.bodyText());
        assertEquals(List.of("<transport error: invalid content>"), engine.events());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/octet-stream; charset=x", "?"})
    void anyOtherContentTypeIsText(String type) {
        FakeHttpExchange post = engine.request(
                "POST", "EIO=4&transport=polling&sid=" + session.id(), exchange -> exchange.header("content-type", type)
                        .body("4\u20ac"));
        assertEquals("ok", post.bodyText());
        assertEquals(List.of("\u20ac"), engine.events());
    }

    @Test
    void bodyOverTheLimitIs413AndDoesNotCostTheSession() {
        FakeHttpExchange tooLarge = engine.post(session, "4" + "x".repeat(10_000));
        assertEquals(413, tooLarge.status());
        assertEquals("", tooLarge.bodyText());
        FakeHttpExchange exact = engine.post(session, "4" + "x".repeat(9_999));
        assertEquals("ok", exact.bodyText());
        assertEquals(1, engine.events().size());
        assertTrue(session.isOpen());
    }

    @Test
    void limitCountsBytes() {
        assertEquals(413, engine.post(session, "4" + "\u20ac".repeat(3_334)).status());
    }

    @Test
    void closePacketReleasesThePollWithNoop() {
        FakeHttpExchange poll = engine.poll(session);
        FakeHttpExchange post = engine.post(session, "4a\u001e1\u001e4b");
        assertEquals("ok", post.bodyText());
        assertEquals(200, post.status());
        assertEquals("6", poll.bodyText());
        assertEquals(List.of("a", "<transport close>"), engine.events());
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "4a\u001e", "4a\u001e7", "4a\u001e\u001e4b", "4a\u001ez\u001e4b"})
    void malformedPayloadEndsTheSessionAfterItsGoodPackets(String body) {
        FakeHttpExchange poll = engine.poll(session);
        FakeHttpExchange post = engine.post(session, body);
        assertEquals(200, post.status());
        assertEquals("ok", post.bodyText());
        assertEquals("1", poll.bodyText());
        assertEquals(body.startsWith("4") ? List.of("a", "<parse error>") : List.of("<parse error>"), engine.events());
        assertEquals(
                "{\"code\":1,\"message\":\"Session ID unknown\"}",
                engine.poll(session).bodyText());
    }

    @Test
    void emptyBodyIsAParseError() {
        assertEquals("ok", engine.post(session, "").bodyText());
        assertEquals(List.of("<parse error>"), engine.events());
    }

    @Test
    void pingFromTheClientIsTheWrongDirection() {
        FakeHttpExchange poll = engine.poll(session);
        assertEquals("ok", engine.post(session, "2").bodyText());
        assertEquals("1", poll.bodyText());
        assertEquals(List.of("<transport error: invalid heartbeat direction>"), engine.events());
    }

    @Test
    void openUpgradeAndNoopAreIgnored() {
        assertEquals("ok", engine.post(session, "0\u001e5\u001e6\u001e4a").bodyText());
        assertEquals(List.of("a"), engine.events());
    }

    @Test
    void clientThatGoesAwayInTheBodyEndsTheSession() {
        engine.slowPost(session).bodyBreaksOff();
        assertEquals(List.of("<transport error: data request connection closed prematurely>"), engine.events());
    }

    @Test
    void sessionThatEndsCutsThePostUnderWay() {
        FakeHttpExchange post = engine.slowPost(session);
        session.discard();
        assertTrue(post.aborted());
        assertEquals(List.of("<forced close>"), engine.events());
    }

    @Test
    void listenerThatClosesHearsNothingMoreAndThePostIsAnswered() {
        EngineFixture closing = new EngineFixture();
        closing.hooks.nextListener = new RecordingListener() {
            @Override
            public void onText(String message) {
                super.onText(message);
                closing.session().discard();
                assertEquals(List.of(message), events(), "onClose comes after the message call");
            }
        };
        EngineSession closed = closing.open();
        FakeHttpExchange post = closing.post(closed, "4a\u001e4b");
        assertEquals("ok", post.bodyText());
        assertEquals(List.of("a", "<forced close>"), closing.events());
    }

    @Test
    void listenerThatThrowsHurtsNothingElse() {
        EngineFixture failing = new EngineFixture();
        failing.hooks.nextListener = new RecordingListener() {
            @Override
            public void onText(String message) {
                super.onText(message);
                throw new IllegalStateException("listener");
            }
        };
        EngineSession failed = failing.open();
        assertEquals("ok", failing.post(failed, "4a\u001e4b").bodyText());
        assertEquals(List.of("a", "b"), failing.events());
    }

    /** The gate stayed closed: no later message was delivered, and the end was never told. */
    @Test
    void errorOfAListenerEndsTheSessionAndIsFollowedByItsEndOnly() {
        EngineFixture failing = new EngineFixture();
        failing.hooks.nextListener = new RecordingListener() {
            @Override
            public void onText(String message) {
                super.onText(message);
                throw new StackOverflowError();
            }
        };
        EngineSession failed = failing.open();
        assertEquals("ok", failing.post(failed, "4a\u001e4b").bodyText());
        assertEquals(List.of("a", "<forced close>"), failing.events());
        assertEquals(0, failing.server.sessionCount());
    }

    @Test
    void postIsNeverCompressed() {
        FakeHttpExchange post =
                engine.request("POST", "EIO=4&transport=polling&sid=" + session.id(), exchange -> exchange.header(
                                "accept-encoding", "gzip")
                        .body("4x"));
        assertNull(post.responseHeaders().first("Content-Encoding"));
    }
}
