package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieAndHeadersTest {

    private final EngineFixture engine = new EngineFixture();
    private final StringBuilder events = new StringBuilder();

    @Test
    void pollAnswerHasTheReferencesHeaders() {
        FakeHttpExchange answer = engine.request("GET", EngineFixture.HANDSHAKE);
        assertEquals("text/plain; charset=UTF-8", answer.responseHeaders().first("Content-Type"));
        assertEquals("no-store", answer.responseHeaders().first("cache-control"));
        assertNull(answer.responseHeaders().first("X-XSS-Protection"));
        assertNull(answer.responseHeaders().first("Set-Cookie"));
    }

    @ParameterizedTest
    @CsvSource({
        "Mozilla/4.0 (compatible;MSIE 8.0; Windows), 0",
        "'Mozilla/5.0 (Windows NT 6.1; Trident/7.0)', 0",
        "Mozilla/5.0 Firefox,",
        "Mozilla/4.0 (compatible; MSIE 8.0),"
    })
    void internetExplorersFilterIsSwitchedOff(String agent, String expected) {
        FakeHttpExchange get =
                engine.request("GET", EngineFixture.HANDSHAKE, exchange -> exchange.header("user-agent", agent));
        assertEquals(expected, get.responseHeaders().first("X-XSS-Protection"));
        FakeHttpExchange post = engine.request(
                "POST",
                "EIO=4&transport=polling&sid=" + engine.session().id(),
                exchange -> exchange.header("user-agent", agent).body("4x"));
        assertEquals(expected, post.responseHeaders().first("X-XSS-Protection"));
    }

    @Test
    void cookieComesWithThePollingHandshakeOnlyAndBeforeThatOfAListener() {
        engine.hooks.cookie = "io=sid1; Path=/; HttpOnly; SameSite=Lax";
        engine.hooks.onInitialHeaders = (headers, exchange) -> headers.add("set-cookie", "mine=1");
        FakeHttpExchange handshake = engine.request("GET", EngineFixture.HANDSHAKE);
        assertEquals(
                List.of("io=sid1; Path=/; HttpOnly; SameSite=Lax", "mine=1"),
                handshake.responseHeaders().all("Set-Cookie"));
        assertEquals(
                List.of(), engine.post(engine.session(), "4x").responseHeaders().all("Set-Cookie"));
        engine.send(engine.session(), "4x");
        assertEquals(List.of(), engine.poll(engine.session()).responseHeaders().all("Set-Cookie"));
        assertEquals(List.of("mine=1"), engine.openWebSocket().responseHeaders().all("Set-Cookie"));
    }

    @Test
    void headersHooksFireForEveryGoodAnswerAndTheInitialOneOnce() {
        record();
        engine.request("GET", EngineFixture.HANDSHAKE);
        assertEquals("ih", take());
        EngineSession session = engine.session();
        engine.post(session, "4x");
        assertEquals("h", take());
        // When the poll comes: the thread that answers it may be in the request of another user.
        FakeHttpExchange poll = engine.poll(session);
        assertEquals("h", take());
        engine.send(session, "4x");
        assertEquals("", take());
        assertEquals("yes", poll.responseHeaders().first("x-hook"));
        engine.poll(session);
        session.close();
        assertEquals("h", take());
        engine.openWebSocket();
        assertEquals("ih", take());
    }

    @Test
    void headersHooksDoNotFireForErrors() {
        EngineSession session = engine.open();
        record();
        engine.request("GET", "transport=tobi");
        engine.request("PUT", "EIO=4&transport=polling&sid=" + session.id());
        engine.post(session, "4" + "x".repeat(20_000));
        engine.upgrade("EIO=4&transport=websocket&sid=unknown");
        assertEquals("", take());
    }

    @Test
    void hookThatFailsDoesNotKeepTheClientFromItsAnswer() {
        engine.hooks.onHeaders = (headers, exchange) -> {
            throw new IllegalStateException("hook");
        };
        assertEquals(200, engine.request("GET", EngineFixture.HANDSHAKE).status());
        assertEquals("ok", engine.post(engine.session(), "4x").bodyText());
    }

    @Test
    void hookThatFailsOnSessionEndsIt() {
        engine.hooks.onSession = session -> {
            throw new IllegalStateException("hook");
        };
        assertEquals(200, engine.request("GET", EngineFixture.HANDSHAKE).status());
        assertEquals(0, engine.server.sessionCount());
        assertEquals(0, engine.scheduler.pending());
    }

    private void record() {
        engine.hooks.onInitialHeaders = (headers, exchange) -> events.append('i');
        engine.hooks.onHeaders = (headers, exchange) -> {
            events.append('h');
            headers.set("x-hook", "yes");
        };
    }

    private String take() {
        String taken = events.toString();
        events.setLength(0);
        return taken;
    }
}
