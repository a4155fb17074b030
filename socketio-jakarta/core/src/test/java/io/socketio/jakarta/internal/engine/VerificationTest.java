package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.http.HandshakeRequest;
import io.socketio.jakarta.internal.engine.http.TransportName;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {

    private final EngineFixture engine = new EngineFixture();

    @ParameterizedTest
    @ValueSource(strings = {"tobi", "__proto__", "constructor", "webtransport", "POLLING", ""})
    void unknownTransportIsCode0(String transport) {
        FakeHttpExchange answer = engine.request("GET", "EIO=4&transport=" + transport);
        assertRefused(answer, 400, "{\"code\":0,\"message\":\"Transport unknown\"}");
        assertEquals(new RecordingHooks.Refusal(0, "Transport unknown", Map.of("transport", transport)), refusal());
    }

    @Test
    void missingTransportIsCode0() {
        assertRefused(engine.request("GET", "EIO=4"), 400, "{\"code\":0,\"message\":\"Transport unknown\"}");
    }

    @Test
    void transportThatIsSwitchedOffIsUnknown() {
        EngineFixture pollingOnly = new EngineFixture(
                EngineFixture.options(EnumSet.of(TransportName.POLLING), true, 1024, 10_000, 1 << 20));
        FakeWebSocketExchange answer = pollingOnly.upgrade(EngineFixture.WS_HANDSHAKE);
        assertEquals(400, answer.status());
        assertEquals("Transport unknown", answer.bodyText());
        assertFalse(answer.accepted());
    }

    @Test
    void transportIsCheckedBeforeSid() {
        assertRefused(
                engine.request("GET", "transport=tobi&sid=unknown"),
                400,
                "{\"code\":0,\"message\":\"Transport unknown\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://\u0001", "http://\u0100", "a\u007fb", "a\nb"})
    void originWithIllegalCharacterIsCode3(String origin) {
        FakeHttpExchange answer =
                engine.request("GET", EngineFixture.HANDSHAKE, exchange -> exchange.header("origin", origin));
        assertRefused(answer, 400, "{\"code\":3,\"message\":\"Bad request\"}");
        assertEquals(
                Map.of("name", "INVALID_ORIGIN", "origin", origin), refusal().context());
    }

    @Test
    void originWithTabAndLatin1IsFine() {
        FakeHttpExchange answer =
                engine.request("GET", EngineFixture.HANDSHAKE, exchange -> exchange.header("origin", "a\tb\u00e9"));
        assertEquals(200, answer.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"__proto__", "constructor", "toString", "unknown"})
    void unknownSidIsCode1(String sid) {
        FakeHttpExchange answer = engine.request("GET", "EIO=4&transport=polling&sid=" + sid);
        assertRefused(answer, 400, "{\"code\":1,\"message\":\"Session ID unknown\"}");
        assertEquals(new RecordingHooks.Refusal(1, "Session ID unknown", Map.of("sid", sid)), refusal());
    }

    @Test
    void emptySidIsNone() {
        assertEquals(
                200, engine.request("GET", EngineFixture.HANDSHAKE + "&sid=").status());
        assertEquals(1, engine.server.sessionCount());
    }

    @Test
    void otherTransportThanTheSessionsIsCode3() {
        EngineSession session = engine.open();
        FakeHttpExchange answer = engine.request("GET", "EIO=4&transport=websocket&sid=" + session.id());
        assertRefused(answer, 400, "{\"code\":3,\"message\":\"Bad request\"}");
        assertEquals(
                Map.of("name", "TRANSPORT_MISMATCH", "transport", "websocket", "previousTransport", "polling"),
                refusal().context());
        assertTrue(session.isOpen());
    }

    @Test
    void pollOnAWebSocketSessionIsAMismatchThatDoesNotHurt() {
        FakeWebSocketExchange socket = engine.openWebSocket();
        FakeHttpExchange answer = engine.poll(engine.session());
        assertRefused(answer, 400, "{\"code\":3,\"message\":\"Bad request\"}");
        assertEquals(
                Map.of("name", "TRANSPORT_MISMATCH", "transport", "polling", "previousTransport", "websocket"),
                refusal().context());
        socket.sends("4still here");
        assertEquals(List.of("still here"), engine.events());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EIO=3&", "EIO=5&", "EIO=04&", ""})
    void otherProtocolThanTheSessionsIsCode3(String protocol) {
        EngineSession session = engine.open();
        FakeHttpExchange answer = engine.request("GET", protocol + "transport=polling&sid=" + session.id());
        assertRefused(answer, 400, "{\"code\":3,\"message\":\"Bad request\"}");
        assertEquals(
                Map.of("name", "PROTOCOL_MISMATCH", "protocol", 3, "previousProtocol", 4),
                refusal().context());
        assertTrue(session.isOpen());
    }

    @Test
    void plainGetOnAWebSocketSessionIsRefused() {
        engine.openWebSocket();
        FakeHttpExchange answer = engine.request(
                "GET", "EIO=4&transport=websocket&sid=" + engine.session().id());
        assertRefused(answer, 400, "{\"code\":3,\"message\":\"Bad request\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "OPTIONS", "HEAD"})
    void handshakeWithOtherMethodThanGetIsCode2(String method) {
        FakeHttpExchange answer = engine.request(method, EngineFixture.HANDSHAKE);
        assertRefused(answer, 400, "{\"code\":2,\"message\":\"Bad handshake method\"}");
        assertEquals(Map.of("method", method), refusal().context());
    }

    @Test
    void webSocketHandshakeWithoutUpgradeIsCode3() {
        FakeHttpExchange answer = engine.request("GET", EngineFixture.WS_HANDSHAKE);
        assertRefused(answer, 400, "{\"code\":3,\"message\":\"Bad request\"}");
        assertEquals(Map.of("name", "TRANSPORT_HANDSHAKE_ERROR"), refusal().context());
    }

    @Test
    void allowRequestRefusesWithItsTextAnd403() {
        engine.hooks.decision = CompletableFuture.completedFuture("go \"away\"\n");
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        assertRefused(answer, 403, "{\"code\":4,\"message\":\"go \\\"away\\\"\\n\"}");
        assertEquals(new RecordingHooks.Refusal(4, "Forbidden", Map.of("message", "go \"away\"\n")), refusal());
    }

    @Test
    void allowRequestRefusesWithoutText() {
        engine.hooks.decision = CompletableFuture.completedFuture("");
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        assertRefused(answer, 403, "{\"code\":4,\"message\":\"Forbidden\"}");
    }

    @Test
    void allowRequestThatFailsRefusesAndTellsNothing() {
        engine.hooks.decision = CompletableFuture.failedFuture(new IllegalStateException("secret"));
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        assertRefused(answer, 403, "{\"code\":4,\"message\":\"Forbidden\"}");
    }

    @Test
    void allowRequestMayDecideLater() {
        CompletableFuture<String> later = new CompletableFuture<>();
        engine.hooks.decision = later;
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        assertFalse(answer.answered());
        later.complete(null);
        assertEquals(200, answer.status());
    }

    @Test
    void allowRequestIsAskedOnlyForHandshakes() {
        EngineSession session = engine.open();
        engine.hooks.decision = CompletableFuture.completedFuture("no");
        assertEquals(200, engine.post(session, "4hello").status());
        assertTrue(engine.candidate(session).accepted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EIO=3&transport=polling", "transport=polling", "EIO=5&transport=polling"})
    void otherProtocolIsCode5(String query) {
        FakeHttpExchange answer = engine.request("GET", query);
        assertRefused(answer, 400, "{\"code\":5,\"message\":\"Unsupported protocol version\"}");
        assertEquals(Map.of("protocol", 3), refusal().context());
    }

    @Test
    void failingIdGenerationIsCode3() {
        IllegalStateException cause = new IllegalStateException("no ids");
        engine.hooks.nextId = CompletableFuture.failedFuture(cause);
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        assertRefused(answer, 400, "{\"code\":3,\"message\":\"Bad request\"}");
        assertEquals(
                Map.of("name", "ID_GENERATION_ERROR", "error", cause), refusal().context());
    }

    @Test
    void idInUseIsRefusedAndTheFirstSessionLives() {
        engine.hooks.nextId = CompletableFuture.completedFuture("same");
        EngineSession session = engine.open();
        assertEquals(400, engine.request("GET", EngineFixture.HANDSHAKE).status());
        assertTrue(session.isOpen());
        assertEquals(1, engine.server.sessionCount());
    }

    @Test
    void idMayComeLater() {
        CompletableFuture<String> later = new CompletableFuture<>();
        engine.hooks.nextId = later;
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        assertFalse(answer.answered());
        later.complete("mine");
        assertTrue(answer.bodyText().startsWith("0{\"sid\":\"mine\","));
    }

    @Test
    void refusedUpgradeIsAlways400WithTheBareText() {
        engine.hooks.decision = CompletableFuture.completedFuture("go away");
        assertUpgradeRefused(EngineFixture.WS_HANDSHAKE, "go away");
        engine.hooks.decision = CompletableFuture.completedFuture("");
        assertUpgradeRefused(EngineFixture.WS_HANDSHAKE, "Forbidden");
        engine.hooks.decision = CompletableFuture.completedFuture(null);
        assertUpgradeRefused("EIO=3&transport=websocket", "Unsupported protocol version");
        assertUpgradeRefused("EIO=4&transport=tobi", "Transport unknown");
        assertUpgradeRefused("EIO=4&transport=websocket&sid=__proto__", "Session ID unknown");
        engine.hooks.nextId = CompletableFuture.failedFuture(new IllegalStateException());
        assertUpgradeRefused(EngineFixture.WS_HANDSHAKE, "Bad request");
        assertEquals(6, engine.hooks.refusals.size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void upgradeToPollingIsAcceptedAndClosed(boolean withSid) {
        EngineSession session = engine.open();
        FakeWebSocketExchange exchange =
                engine.upgrade(withSid ? "EIO=4&transport=polling&sid=" + session.id() : EngineFixture.HANDSHAKE);
        assertTrue(exchange.accepted());
        assertTrue(exchange.link().closed());
        assertEquals(List.of(), exchange.link().frames());
        assertTrue(session.isOpen());
        assertEquals(1, engine.server.sessionCount());
    }

    @Test
    void failingMiddlewareIsCode3() {
        engine.server.use((exchange, next) -> next.accept(new IllegalStateException("no")));
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        assertRefused(answer, 400, "{\"code\":3,\"message\":\"Bad request\"}");
        assertEquals(Map.of("name", "MIDDLEWARE_FAILURE"), refusal().context());
    }

    @Test
    void throwingMiddlewareIsCode3() {
        engine.server.use((exchange, next) -> {
            throw new IllegalStateException("no");
        });
        assertEquals(400, engine.request("GET", EngineFixture.HANDSHAKE).status());
        assertUpgradeRefused(EngineFixture.WS_HANDSHAKE, "Bad request");
    }

    @Test
    void middlewaresRunInOrderOnEveryRequestBeforeVerification() {
        StringBuilder order = new StringBuilder();
        engine.server.use((exchange, next) -> {
            order.append('a');
            next.accept(null);
        });
        engine.server.use((exchange, next) -> {
            order.append('b');
            exchange.responseHeaders().set("x-seen", "yes");
            next.accept(null);
        });
        FakeHttpExchange refused = engine.request("GET", "transport=tobi");
        assertEquals("ab", order.toString());
        assertEquals("yes", refused.responseHeaders().first("x-seen"));
        EngineSession session = engine.open();
        engine.poll(session);
        engine.post(session, "4x");
        engine.candidate(session);
        assertEquals("ababababab", order.toString());
    }

    @Test
    void middlewareMayGoOnLaterAndOnlyOnce() {
        CompletableFuture<Consumer<Throwable>> held = new CompletableFuture<>();
        engine.server.use((exchange, next) -> held.complete(next));
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        assertFalse(answer.answered());
        held.join().accept(null);
        held.join().accept(null);
        held.join().accept(new IllegalStateException());
        assertEquals(200, answer.status());
        assertEquals(1, engine.server.sessionCount());
    }

    @Test
    void middlewareMayAnswerItself() {
        engine.server.use((exchange, next) -> exchange.respond(204, new byte[0]));
        FakeHttpExchange answer = engine.request("OPTIONS", EngineFixture.HANDSHAKE);
        assertEquals(204, answer.status());
        assertNull(answer.responseHeaders().first("content-type"));
        assertEquals(List.of(), engine.hooks.refusals);
    }

    @Test
    void closedServerRefusesEverything() {
        EngineSession session = engine.open();
        engine.server.close();
        engine.server.close();
        assertEquals(List.of("<forced close>"), engine.events());
        assertRefused(engine.poll(session), 400, "{\"code\":1,\"message\":\"Session ID unknown\"}");
        FakeHttpExchange handshake = engine.request("GET", EngineFixture.HANDSHAKE);
        assertEquals(503, handshake.status());
        assertEquals("", handshake.bodyText());
        assertEquals(503, engine.upgrade(EngineFixture.WS_HANDSHAKE).status());
        assertEquals(0, engine.server.sessionCount());
        assertEquals(0, engine.scheduler.pending());
    }

    @Test
    void handshakeThatIsDecidedAfterTheCloseIsRefused() {
        CompletableFuture<String> later = new CompletableFuture<>();
        engine.hooks.decision = later;
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        engine.server.close();
        later.complete(null);
        assertEquals(503, answer.status());
        assertEquals(0, engine.server.sessionCount());
    }

    @Test
    void lastOfDuplicateParametersWinsAndPlusIsASpace() {
        engine.request("GET", "EIO=3&transport=tobi&EIO=4&transport=polling&x=a+b%20c&y&&z=%zz%C3%A9&=e");
        Map<String, String> query = engine.session().request().query();
        assertEquals("a b c", query.get("x"));
        assertEquals("", query.get("y"));
        assertEquals("%zz\u00e9", query.get("z"));
        assertEquals("e", query.get(""));
        assertEquals("4", query.get("EIO"));
    }

    @Test
    void handshakeRequestIsCopied() {
        engine.request("GET", EngineFixture.HANDSHAKE, exchange -> exchange.header("user-agent", "test"));
        HandshakeRequest request = engine.session().request();
        assertEquals("/socket.io/?" + EngineFixture.HANDSHAKE, request.url());
        assertEquals("test", request.headers().get("user-agent"));
        assertEquals("ann", request.attributes().get("principal"));
        assertEquals("127.0.0.1", request.remoteAddress());
    }

    private RecordingHooks.Refusal refusal() {
        return engine.hooks.refusals.get(engine.hooks.refusals.size() - 1);
    }

    private void assertRefused(FakeHttpExchange answer, int status, String body) {
        assertEquals(body, answer.bodyText());
        assertEquals(status, answer.status());
        assertEquals("application/json", answer.responseHeaders().first("Content-Type"));
        assertNull(answer.responseHeaders().first("cache-control"));
    }

    private void assertUpgradeRefused(String query, String text) {
        FakeWebSocketExchange answer = engine.upgrade(query);
        assertFalse(answer.accepted());
        assertEquals(400, answer.status());
        assertEquals(text, answer.bodyText());
        assertEquals("text/html", answer.responseHeaders().first("Content-Type"));
        assertEquals("close", answer.responseHeaders().first("Connection"));
    }
}
