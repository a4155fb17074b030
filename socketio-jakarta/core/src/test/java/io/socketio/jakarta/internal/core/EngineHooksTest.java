package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.engine.ConnectionError;
import io.socketio.jakarta.engine.Engine;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.engine.RequestDecision;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.options.SocketIoOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EngineHooksTest {

    private static final String HANDSHAKE = "EIO=4&transport=polling&token=a%20b";

    private final CoreFixture fixture = new CoreFixture();
    private final Engine engine = fixture.server.engine();

    @Test
    void middlewareSeesEveryRequestAndMayAddHeaders() {
        List<EngineRequest> seen = new ArrayList<>();
        engine.use((request, response, next) -> {
            seen.add(request);
            response.header("X-Seen", "1");
            next.proceed();
        });
        FakeHttpExchange handshake = fixture.http("GET", HANDSHAKE);
        assertEquals("1", handshake.responseHeaders().first("X-Seen"));
        String sid = handshake.bodyText().substring(9, 29);
        fixture.post(sid, "40");
        FakeWebSocketExchange upgrade = new FakeWebSocketExchange("EIO=4&transport=websocket");
        fixture.server.engineServer().onRequest(upgrade);
        assertEquals(3, seen.size());
        assertEquals("a b", seen.get(0).query().get("token"));
        assertEquals("/socket.io/?" + HANDSHAKE, seen.get(0).url());
        assertEquals("POST", seen.get(1).method());
        assertTrue(seen.get(2).upgrade());
        assertFalse(seen.get(0).upgrade());
        assertEquals(2, engine.clientsCount());
    }

    @Test
    void middlewareMayAnswerItself() {
        engine.use((request, response, next) -> response.end(503, "busy".getBytes(StandardCharsets.UTF_8)));
        FakeHttpExchange refused = fixture.http("GET", HANDSHAKE);
        assertEquals(503, refused.status());
        assertEquals("busy", refused.bodyText());
    }

    @Test
    void failingMiddlewareIsABadRequest() {
        List<ConnectionError> errors = new ArrayList<>();
        engine.onConnectionError(errors::add);
        engine.use((request, response, next) -> {
            throw new Exception("broken");
        });
        FakeHttpExchange refused = fixture.http("GET", HANDSHAKE);
        assertEquals(400, refused.status());
        assertEquals("{\"code\":3,\"message\":\"Bad request\"}", refused.bodyText());
        assertEquals("MIDDLEWARE_FAILURE", errors.get(0).context().get("name"));
        assertEquals(3, errors.get(0).code());
    }

    @Test
    void allowRequestRefusesHandshakesWithItsMessage() {
        engine.allowRequest(request -> CompletableFuture.completedFuture(RequestDecision.refuse("no entry")));
        FakeHttpExchange refused = fixture.http("GET", HANDSHAKE);
        assertEquals(403, refused.status());
        assertEquals("{\"code\":4,\"message\":\"no entry\"}", refused.bodyText());
        engine.allowRequest(request -> CompletableFuture.completedFuture(RequestDecision.refuse()));
        assertEquals(
                "{\"code\":4,\"message\":\"Forbidden\"}",
                fixture.http("GET", HANDSHAKE).bodyText());
    }

    @Test
    void allowRequestMayDecideLaterAndIsNotAskedAgain() {
        List<CompletableFuture<RequestDecision>> asked = new ArrayList<>();
        engine.allowRequest(request -> {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        });
        FakeHttpExchange handshake = fixture.http("GET", HANDSHAKE);
        assertFalse(handshake.answered());
        asked.get(0).complete(RequestDecision.allow());
        assertEquals(200, handshake.status());
        fixture.post(handshake.bodyText().substring(9, 29), "40");
        assertEquals(1, asked.size());
    }

    @Test
    void failingAllowRequestDoesNotAllow() {
        engine.allowRequest(request -> {
            throw new IllegalStateException("broken");
        });
        assertEquals(403, fixture.http("GET", HANDSHAKE).status());
        engine.allowRequest(request -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
        assertEquals(403, fixture.http("GET", HANDSHAKE).status());
        engine.allowRequest(request -> CompletableFuture.completedFuture(null));
        assertEquals(403, fixture.http("GET", HANDSHAKE).status());
    }

    @Test
    void generateIdNamesSessions() {
        engine.generateId(request -> CompletableFuture.completedFuture("my-own-id"));
        assertTrue(fixture.http("GET", HANDSHAKE).bodyText().startsWith("0{\"sid\":\"my-own-id\""));
        engine.generateId(request -> {
            throw new IllegalStateException("broken");
        });
        FakeHttpExchange refused = fixture.http("GET", HANDSHAKE);
        assertEquals("{\"code\":3,\"message\":\"Bad request\"}", refused.bodyText());
    }

    @Test
    void headerListenersChangeAnswers() {
        engine.onInitialHeaders((response, request) -> {
            response.header("X-First", request.query().get("token"));
            assertThrows(IllegalStateException.class, () -> response.end(200, new byte[0]));
        });
        engine.onHeaders((response, request) -> {
            response.addHeader("X-All", "1");
            response.removeHeader("cache-control");
            assertNull(response.header("cache-control"));
        });
        engine.onHeaders((response, request) -> {
            throw new IllegalStateException("broken listener");
        });
        FakeHttpExchange handshake = fixture.http("GET", HANDSHAKE);
        assertEquals("a b", handshake.responseHeaders().first("X-First"));
        assertEquals("1", handshake.responseHeaders().first("X-All"));
        assertNull(handshake.responseHeaders().first("cache-control"));
        FakeHttpExchange post = fixture.post(handshake.bodyText().substring(9, 29), "40");
        assertNull(post.responseHeaders().first("X-First"));
        assertEquals("1", post.responseHeaders().first("X-All"));
    }

    @Test
    void connectionErrorsAreTold() {
        List<ConnectionError> errors = new ArrayList<>();
        engine.onConnectionError(error -> {
            throw new IllegalStateException("broken listener");
        });
        engine.onConnectionError(errors::add);
        fixture.http("GET", "EIO=4&transport=polling&sid=__proto__");
        assertEquals(1, errors.get(0).code());
        assertEquals("Session ID unknown", errors.get(0).message());
        assertEquals("__proto__", errors.get(0).context().get("sid"));
        assertEquals("GET", errors.get(0).request().method());
    }

    private void passConnectTimeout() {
        fixture.scheduler.advanceMillis(
                SocketIoOptions.defaults().connectTimeout().toMillis());
    }

    /** A handshake whose decision never came was kept as long as the client waited. */
    @Test
    void allowRequestThatNeverAnswersEndsByTheConnectTimeout() {
        List<ConnectionError> errors = new ArrayList<>();
        engine.onConnectionError(errors::add);
        CompletableFuture<RequestDecision> late = new CompletableFuture<>();
        engine.allowRequest(request -> late);
        FakeHttpExchange handshake = fixture.http("GET", HANDSHAKE);
        FakeWebSocketExchange upgrade = new FakeWebSocketExchange("EIO=4&transport=websocket");
        fixture.server.engineServer().onRequest(upgrade);
        passConnectTimeout();
        assertEquals(503, handshake.status());
        assertEquals(503, upgrade.status());
        assertEquals(2, errors.size());
        assertEquals(3, errors.get(0).code());
        assertEquals("HOOK_TIMEOUT", errors.get(0).context().get("name"));
        assertEquals(
                "allowRequest has not answered within 45000 ms (SocketIoOptions.connectTimeout)",
                errors.get(0).message());
        late.complete(RequestDecision.allow());
        assertEquals(0, engine.clientsCount());
    }

    @Test
    void generateIdThatNeverAnswersEndsByTheConnectTimeout() {
        CompletableFuture<String> late = new CompletableFuture<>();
        engine.generateId(request -> late);
        FakeHttpExchange handshake = fixture.http("GET", HANDSHAKE);
        assertFalse(handshake.answered());
        passConnectTimeout();
        assertEquals(503, handshake.status());
        late.complete("late");
        assertEquals(0, engine.clientsCount());
    }

    @Test
    void middlewareThatNeverAnswersEndsByTheConnectTimeout() {
        List<Next> kept = new ArrayList<>();
        engine.use((request, response, next) -> kept.add(next));
        FakeHttpExchange handshake = fixture.http("GET", HANDSHAKE);
        assertFalse(handshake.answered());
        passConnectTimeout();
        assertEquals(503, handshake.status());
        kept.get(0).proceed();
        assertEquals(0, engine.clientsCount());
    }

    @Test
    void hooksThatAnswerInTimeLeaveNoTimer() {
        List<Next> kept = new ArrayList<>();
        engine.use((request, response, next) -> kept.add(next));
        CompletableFuture<RequestDecision> decision = new CompletableFuture<>();
        engine.allowRequest(request -> decision);
        FakeHttpExchange handshake = fixture.http("GET", HANDSHAKE);
        int timers = fixture.scheduler.pending();
        kept.get(0).proceed();
        decision.complete(RequestDecision.refuse("no"));
        assertEquals(403, handshake.status());
        assertEquals(timers - 1, fixture.scheduler.pending());
    }
}
