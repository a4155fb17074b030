package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CorsTest {

    private static final String HANDSHAKE = "EIO=4&transport=polling";
    private static final String HERE = "https://app.example";

    private static CoreFixture with(CorsOptions cors) {
        return new CoreFixture(SocketIoOptions.builder().cors(cors).build());
    }

    private static FakeHttpExchange request(CorsOptions cors, String method, String origin) {
        FakeHttpExchange exchange = new FakeHttpExchange(method, HANDSHAKE);
        if (origin != null) {
            exchange.header("origin", origin);
        }
        return with(cors).http(exchange);
    }

    private static String sent(FakeHttpExchange exchange, String name) {
        return exchange.responseHeaders().first(name);
    }

    @Test
    void withoutOptionsNothingIsSentAndOptionsIsABadHandshake() {
        FakeHttpExchange get = request(null, "GET", HERE);
        assertNull(sent(get, "Access-Control-Allow-Origin"));
        assertNull(sent(get, "Vary"));
        FakeHttpExchange options = request(null, "OPTIONS", HERE);
        assertEquals(400, options.status());
        assertEquals("{\"code\":2,\"message\":\"Bad handshake method\"}", options.bodyText());
    }

    @Test
    void anyOriginIsAStarWithoutVary() {
        FakeHttpExchange get = request(CorsOptions.any(), "GET", HERE);
        assertEquals("*", sent(get, "Access-Control-Allow-Origin"));
        assertNull(sent(get, "Vary"));
        assertNull(sent(get, "Access-Control-Allow-Credentials"));
        assertNull(sent(get, "Access-Control-Allow-Methods"));
    }

    @Test
    void fixedOriginIsSentWhateverTheRequestSays() {
        FakeHttpExchange get = request(CorsOptions.origin(HERE).withCredentials(), "GET", "https://evil.example");
        assertEquals(HERE, sent(get, "Access-Control-Allow-Origin"));
        assertEquals("Origin", sent(get, "Vary"));
        assertEquals("true", sent(get, "Access-Control-Allow-Credentials"));
    }

    @Test
    void matchingOriginIsReflectedAndAnotherIsServedWithoutIt() {
        CorsOptions cors = CorsOptions.matching(HERE::equals).withCredentials();
        assertEquals(HERE, sent(request(cors, "GET", HERE), "Access-Control-Allow-Origin"));
        for (String origin : new String[] {"https://evil.example", null}) {
            FakeHttpExchange get = request(cors, "GET", origin);
            assertEquals(200, get.status());
            assertNull(sent(get, "Access-Control-Allow-Origin"));
            assertEquals("Origin", sent(get, "Vary"));
            assertEquals("true", sent(get, "Access-Control-Allow-Credentials"));
        }
    }

    @Test
    void preflightIsAnsweredBeforeVerification() {
        FakeHttpExchange options = new FakeHttpExchange("OPTIONS", "nonsense")
                .header("origin", HERE)
                .header("access-control-request-headers", "x-one,x-two");
        with(CorsOptions.matching(HERE::equals).withCredentials()).http(options);
        assertEquals(204, options.status());
        assertEquals("", options.bodyText());
        assertEquals(HERE, sent(options, "Access-Control-Allow-Origin"));
        assertEquals("true", sent(options, "Access-Control-Allow-Credentials"));
        assertEquals("GET,HEAD,PUT,PATCH,POST,DELETE", sent(options, "Access-Control-Allow-Methods"));
        assertEquals("x-one,x-two", sent(options, "Access-Control-Allow-Headers"));
        assertEquals("Origin, Access-Control-Request-Headers", sent(options, "Vary"));
    }

    @Test
    void preflightSendsWhatIsConfigured() {
        CorsOptions cors = CorsOptions.any()
                .withMethods("GET", "POST")
                .withAllowedHeaders("x-one", "x-two")
                .withExposedHeaders("x-three")
                .withMaxAge(Duration.ofMinutes(10));
        FakeHttpExchange options = request(cors, "OPTIONS", HERE);
        assertEquals("GET,POST", sent(options, "Access-Control-Allow-Methods"));
        assertEquals("x-one,x-two", sent(options, "Access-Control-Allow-Headers"));
        assertEquals("x-three", sent(options, "Access-Control-Expose-Headers"));
        assertEquals("600", sent(options, "Access-Control-Max-Age"));
        assertNull(sent(options, "Vary"));
        FakeHttpExchange get = request(cors, "GET", HERE);
        assertEquals("x-three", sent(get, "Access-Control-Expose-Headers"));
        assertNull(sent(get, "Access-Control-Max-Age"));
    }

    @Test
    void preflightMayGoOnOrHaveAnotherStatus() {
        CorsOptions going = CorsOptions.any().withPreflightContinue();
        assertEquals(400, request(going, "OPTIONS", HERE).status());
        CorsOptions other = CorsOptions.any().withPreflightStatus(200);
        assertEquals(200, request(other, "OPTIONS", HERE).status());
    }

    @Test
    void refusalsCarryTheHeadersToo() {
        FakeHttpExchange refused = with(CorsOptions.any()).http("GET", "EIO=4&transport=carrier-pigeon");
        assertEquals(400, refused.status());
        assertEquals("*", sent(refused, "Access-Control-Allow-Origin"));
    }

    @Test
    void upgradesCarryTheHeadersToo() {
        FakeWebSocketExchange upgrade = new FakeWebSocketExchange("EIO=4&transport=websocket");
        with(CorsOptions.any()).server.engineServer().onRequest(upgrade);
        assertEquals("*", upgrade.responseHeaders().first("Access-Control-Allow-Origin"));
    }

    @Test
    void unprintableOriginIsNeverReflected() {
        FakeHttpExchange get = request(CorsOptions.matching(origin -> true), "GET", "https://a\r\nx: y");
        assertNull(sent(get, "Access-Control-Allow-Origin"));
    }
}
