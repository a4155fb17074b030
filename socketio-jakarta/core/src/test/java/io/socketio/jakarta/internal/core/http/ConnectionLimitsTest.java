package io.socketio.jakarta.internal.core.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.engine.RequestDecision;
import io.socketio.jakarta.internal.core.CoreFixture;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.options.LimitOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits for connections, handshakes and events; the counters are exact whatever becomes of a connection. */
class ConnectionLimitsTest {

    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEBSOCKET = "EIO=4&transport=websocket";
    private static final int THREADS = 4;
    private static final int ROUNDS = 3_000;
    private static final AtomicLong ID = new AtomicLong();

    private final CapturedLog log = CapturedLog.ofWarnings();

    @AfterEach
    void close() {
        log.close();
    }

    private static CoreFixture with(UnaryOperator<LimitOptions> limits) {
        return new CoreFixture(SocketIoOptions.builder().limits(limits).build());
    }

    /** Where a request comes from. */
    private record Origin(String address, String caller) {

        static final Origin ANY = new Origin("1.1.1.1", "");

        Map<String, Object> attributes() {
            Principal principal = () -> caller;
            return caller.isEmpty() ? Map.of() : Map.of(HttpExchange.PRINCIPAL, principal);
        }

        FakeHttpExchange http(String method, String query) {
            return new FakeHttpExchange(method, query) {
                @Override
                public String remoteAddress() {
                    return address;
                }

                @Override
                public Map<String, Object> attributes() {
                    return Origin.this.attributes();
                }
            };
        }

        FakeWebSocketExchange webSocket(String query) {
            return new FakeWebSocketExchange(query) {
                @Override
                public String remoteAddress() {
                    return address;
                }

                @Override
                public Map<String, Object> attributes() {
                    return Origin.this.attributes();
                }
            };
        }
    }

    private static <E extends FakeHttpExchange> E sent(CoreFixture fixture, E exchange) {
        fixture.server.engineServer().onRequest(exchange);
        return exchange;
    }

    private static String sid(FakeHttpExchange handshake) {
        String open = handshake.bodyText();
        int from = open.indexOf("\"sid\":\"") + 7;
        return open.substring(from, open.indexOf('"', from));
    }

    private void assertRefused(int status, String retryAfter, String message, FakeHttpExchange exchange) {
        assertEquals(status, exchange.status());
        assertEquals(retryAfter, exchange.responseHeaders().first("Retry-After"));
        assertEquals(
                exchange instanceof FakeWebSocketExchange ? message : "{\"code\":4,\"message\":\"" + message + "\"}",
                exchange.bodyText());
    }

    @Test
    void nothingIsLimitedByDefault() {
        CoreFixture fixture = with(limits -> limits);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(200, sent(fixture, Origin.ANY.http("GET", POLLING)).status());
        }
    }

    @Test
    void handshakeBeyondTheLimitIsRefusedOverBothTransportsUntilAConnectionEnds() {
        CoreFixture fixture = with(limits -> limits.withMaxConnections(2));
        FakeHttpExchange first = sent(fixture, Origin.ANY.http("GET", POLLING));
        FakeWebSocketExchange second = sent(fixture, Origin.ANY.webSocket(WEBSOCKET));
        String message = "Too many connections (SocketIoOptions.limits, maxConnections)";
        assertRefused(503, "5", message, sent(fixture, Origin.ANY.http("GET", POLLING)));
        FakeWebSocketExchange refused = sent(fixture, Origin.ANY.webSocket(WEBSOCKET));
        assertRefused(503, "5", message, refused);
        assertFalse(refused.accepted());
        assertEquals(
                List.of("SIO-0121 a handshake was refused: too many connections (socketio.max-connections)"),
                log.takeWarnings());
        // The upgrade of a connection that there is opens none.
        FakeWebSocketExchange upgrade = sent(fixture, Origin.ANY.webSocket(WEBSOCKET + "&sid=" + sid(first)));
        assertTrue(upgrade.accepted());
        second.closes();
        assertEquals(200, sent(fixture, Origin.ANY.http("GET", POLLING)).status());
    }

    @Test
    void connectionsAreCountedByAddressAndByCaller() {
        CoreFixture fixture =
                with(limits -> limits.withMaxConnectionsPerAddress(2).withMaxConnectionsPerCaller(1));
        sent(fixture, Origin.ANY.http("GET", POLLING));
        sent(fixture, Origin.ANY.http("GET", POLLING));
        assertRefused(
                429,
                "5",
                "Too many connections of one address (SocketIoOptions.limits, maxConnectionsPerAddress)",
                sent(fixture, Origin.ANY.http("GET", POLLING)));
        FakeWebSocketExchange ann = sent(fixture, new Origin("2.2.2.2", "ann").webSocket(WEBSOCKET));
        assertTrue(ann.accepted());
        assertRefused(
                429,
                "5",
                "Too many connections of one caller (SocketIoOptions.limits, maxConnectionsPerCaller)",
                sent(fixture, new Origin("3.3.3.3", "ann").http("GET", POLLING)));
        assertEquals(
                200,
                sent(fixture, new Origin("3.3.3.3", "bob").http("GET", POLLING)).status());
        ann.closes();
        assertEquals(
                200,
                sent(fixture, new Origin("3.3.3.3", "ann").http("GET", POLLING)).status());
    }

    @Test
    void addressIsThatOfTheClientBehindTrustedProxies() {
        CoreFixture fixture = with(limits -> limits.withMaxConnectionsPerAddress(1)
                .withTrustedProxies("10.0.0.1")
                .withForwardedHeader("X-Client"));
        Origin proxy = new Origin("10.0.0.1", "");
        for (String client : List.of("1.1.1.1", "1.1.1.2")) {
            FakeHttpExchange exchange = proxy.http("GET", POLLING);
            assertEquals(200, sent(fixture, exchange.header("x-client", client)).status());
        }
        assertEquals(
                429,
                sent(fixture, proxy.http("GET", POLLING).header("x-client", "9.9.9.9, 1.1.1.1"))
                        .status());
        // Nobody else may say where he comes from.
        FakeHttpExchange stranger =
                new Origin("6.6.6.6", "").http("GET", POLLING).header("x-client", "1.1.1.1");
        assertEquals(200, sent(fixture, stranger).status());
    }

    @Test
    void handshakesPerSecondAreCountedBeforeTheApplicationIsAsked() {
        CoreFixture fixture = with(limits -> limits.withMaxHandshakesPerSecond(3));
        AtomicInteger asked = new AtomicInteger();
        fixture.server.engine().allowRequest(request -> {
            asked.incrementAndGet();
            return CompletableFuture.completedStage(RequestDecision.refuse("no"));
        });
        for (int second = 1; second <= 3; second++) {
            for (int i = 0; i < 3; i++) {
                assertEquals(403, sent(fixture, Origin.ANY.http("GET", POLLING)).status());
            }
            assertRefused(
                    503,
                    "1",
                    "Too many handshakes per second (SocketIoOptions.limits, maxHandshakesPerSecond)",
                    sent(fixture, Origin.ANY.http("GET", POLLING)));
            assertEquals(3 * second, asked.get());
            fixture.scheduler.advanceMillis(1_000);
        }
    }

    @Test
    void connectionThatSendsTooManyEventsInASecondIsClosedBeforeTheyAreDecoded() {
        CoreFixture fixture = with(limits -> limits.withMaxEventsPerSecond(5));
        List<String> heard = new ArrayList<>();
        fixture.server.onConnection(socket -> socket.on("a", event -> heard.add("a")));
        FakeWebSocketExchange client = sent(fixture, Origin.ANY.webSocket(WEBSOCKET));
        client.sends("40");
        for (int i = 0; i < 4; i++) {
            client.sends("42[\"a\"]");
        }
        fixture.scheduler.advanceMillis(1_000);
        for (int i = 0; i < 5; i++) {
            client.sends("42[\"a\"]");
        }
        assertFalse(client.link().closed());
        client.sends("42[[[this is not even decoded");
        assertTrue(client.link().closed());
        assertEquals(9, heard.size());
        assertTrue(log.takeWarnings().get(0).startsWith("SIO-0122 closing Client["));
    }

    /** Refused, abandoned, upgraded and closed at every stage, by four threads at once. */
    @Test
    void countersAreExactWhateverBecomesOfAConnection() throws Exception {
        long seed = System.nanoTime();
        System.out.println("ConnectionLimitsTest seed " + seed);
        CoreFixture fixture = with(limits ->
                limits.withMaxConnections(6).withMaxConnectionsPerAddress(4).withMaxConnectionsPerCaller(3));
        CoreEngine engine = (CoreEngine) fixture.server.engine();
        engine.allowRequest(request -> CompletableFuture.completedStage(
                request.query().containsKey("refuse") ? RequestDecision.refuse("no") : RequestDecision.allow()));
        engine.generateId(request -> request.query().containsKey("twin")
                ? CompletableFuture.completedStage("twin")
                : CompletableFuture.completedStage(Long.toString(ID.incrementAndGet())));
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger tooMany = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> runs = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            Random random = new Random(seed + t);
            runs.add(threads.submit(() -> {
                start.await();
                for (int i = 0; i < ROUNDS; i++) {
                    int outcome = new Life(fixture, random).live();
                    (outcome == 0 ? opened : refused).incrementAndGet();
                    if (engine.clientsCount() > 6) {
                        tooMany.incrementAndGet();
                    }
                }
                return null;
            }));
        }
        for (Future<?> run : runs) {
            run.get(120, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertEquals(0, tooMany.get());
        // Whoever was abandoned is found by the heartbeat.
        fixture.scheduler.advanceMillis(120_000);
        assertEquals(0, engine.clientsCount());
        assertEquals(0, engine.limits().connections.size());
        assertEquals(0, engine.limits().byAddress.size());
        assertEquals(0, engine.limits().byCaller.size());
        assertTrue(opened.get() > 500, opened + " opened");
        assertTrue(refused.get() > 500, refused + " refused");
    }

    /** One client, from its handshake to an end. */
    private static final class Life {

        private final CoreFixture fixture;
        private final Random random;
        private final Origin origin;

        Life(CoreFixture fixture, Random random) {
            this.fixture = fixture;
            this.random = random;
            this.origin = new Origin(
                    "1.1.1." + random.nextInt(3), List.of("", "ann", "bob").get(random.nextInt(3)));
        }

        /** @return 0 if the session was opened */
        int live() {
            String more =
                    switch (random.nextInt(8)) {
                        case 0 -> "&refuse=1";
                        case 1 -> "&twin=1";
                        default -> "";
                    };
            return random.nextBoolean() ? polling(more) : webSocket(more);
        }

        private int webSocket(String more) {
            FakeWebSocketExchange client = sent(fixture, origin.webSocket(WEBSOCKET + more));
            if (!client.accepted()) {
                return 1;
            }
            end(client);
            return 0;
        }

        private void end(FakeWebSocketExchange client) {
            switch (random.nextInt(5)) {
                case 0 -> client.closes();
                case 1 -> client.breaks(new IOException("reset"));
                case 2 -> {
                    client.sends("40");
                    client.sends("1");
                    client.closes();
                }
                case 3 -> client.sends("4not a packet");
                default -> {
                    client.sends("40");
                    client.closes();
                    client.breaks(new IOException("again"));
                }
            }
        }

        private int polling(String more) {
            FakeHttpExchange handshake = sent(fixture, origin.http("GET", POLLING + more));
            if (handshake.status() != 200) {
                return 1;
            }
            String with = "&sid=" + sid(handshake);
            switch (random.nextInt(6)) {
                case 0 -> sent(fixture, origin.http("POST", POLLING + with).body("1"));
                case 1 -> {
                    sent(fixture, origin.http("POST", POLLING + with).body("40"));
                    sent(fixture, origin.http("GET", POLLING + with));
                    sent(fixture, origin.http("GET", POLLING + with)).clientGoesAway();
                }
                case 2 -> {
                    FakeHttpExchange poll = sent(fixture, origin.http("GET", POLLING + with));
                    poll.clientGoesAway();
                }
                case 3 -> {
                    FakeWebSocketExchange candidate = sent(fixture, origin.webSocket(WEBSOCKET + with));
                    candidate.sends("2probe");
                    candidate.sends("5");
                    end(candidate);
                }
                case 4 -> {
                    FakeWebSocketExchange candidate = sent(fixture, origin.webSocket(WEBSOCKET + with));
                    candidate.sends("2probe");
                    candidate.closes();
                    sent(fixture, origin.http("POST", POLLING + with).body("1"));
                }
                default -> {
                    FakeHttpExchange post =
                            sent(fixture, origin.http("POST", POLLING + with).slowBody());
                    post.bodyBreaksOff();
                }
            }
            return 0;
        }
    }
}
