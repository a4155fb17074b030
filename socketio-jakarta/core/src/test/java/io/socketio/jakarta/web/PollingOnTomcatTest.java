package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.options.SocketIoOptions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollingOnTomcatTest {

    private static final String HANDSHAKE = "/socket.io/?EIO=4&transport=polling";
    private static final String SESSION = HANDSHAKE + "&sid=sid-1";

    private final EchoHooks hooks = new EchoHooks();
    private EmbeddedTomcat tomcat;
    private RawHttp http;

    @BeforeEach
    void start() throws Exception {
        // A busy machine takes longer than the usual interval for some of these tests, and a ping would be in the
        // answers.
        tomcat = EmbeddedTomcat.echoing(
                hooks,
                SocketIoOptions.builder()
                        .maxPayloadBytes(20_000)
                        .pingInterval(Duration.ofMinutes(10))
                        .build());
        http = new RawHttp(tomcat.port());
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        tomcat.close();
    }

    private EngineSession session() throws InterruptedException {
        EngineSession session = hooks.sessions.poll(5, TimeUnit.SECONDS);
        assertTrue(session != null, "no session was opened");
        return session;
    }

    @Test
    void handshakePostAndPollShareOneConnection() throws Exception {
        RawHttp.Response open = http.get(HANDSHAKE);
        assertEquals(200, open.status());
        assertEquals("no-store", open.header("cache-control"));
        RawHttp.Response posted = http.post(SESSION, "4hello");
        assertEquals("ok", posted.text());
        assertEquals("text/html", posted.header("Content-Type"));
        assertEquals("4hello", http.get(SESSION).text());
    }

    @Test
    void parkedPollIsAnsweredFromAnotherThread() throws Exception {
        http.get(HANDSHAKE);
        http.request("GET", SESSION, null);
        try (RawHttp other = new RawHttp(tomcat.port())) {
            assertEquals("ok", other.post(SESSION, "4hello").text());
        }
        assertEquals("4hello", http.receive().text());
    }

    /** Tomcat says that 1 byte is available, however many there are: each POST was read asynchronously. */
    @Test
    void bodyThatHasComeIsReadInTheCall() throws Exception {
        AtomicInteger suspended = new AtomicInteger();
        Filter watch = (request, response, chain) -> {
            chain.doFilter(request, response);
            if (request.isAsyncStarted()) {
                suspended.incrementAndGet();
            }
        };
        try (EmbeddedTomcat other = EmbeddedTomcat.with(context -> {
                    context.addServletContainerInitializer(
                            EmbeddedTomcat.echo(hooks, SocketIoOptions.defaults()), Set.of());
                    context.addServletContainerInitializer(
                            (found, application) -> {
                                FilterRegistration.Dynamic filter = application.addFilter("watch", watch);
                                filter.setAsyncSupported(true);
                                filter.addMappingForUrlPatterns(null, false, "/*");
                            },
                            Set.of());
                });
                RawHttp client = new RawHttp(other.port())) {
            client.get(HANDSHAKE);
            for (int i = 0; i < 20; i++) {
                assertEquals("ok", client.post(SESSION, "4hello").text());
            }
        }
        assertEquals(0, suspended.get());
    }

    /** Whatever of a body has come with the headers, and however fast the rest comes. */
    @Test
    void bodyInPiecesArrivesAsItWas() throws Exception {
        Random random = new Random(7);
        SocketIoOptions options =
                SocketIoOptions.builder().pingInterval(Duration.ofMinutes(10)).build();
        try (EmbeddedTomcat other = EmbeddedTomcat.echoing(hooks, options)) {
            for (int connection = 0; connection < 10; connection++) {
                try (RawHttp client = new RawHttp(other.port())) {
                    client.get(HANDSHAKE);
                    for (int i = 0; i < 30; i++) {
                        postInPieces(client, random, i % 3 == 0 ? 100_000 : 300);
                    }
                }
            }
        }
    }

    private static void postInPieces(RawHttp client, Random random, int longest) throws Exception {
        String message = "4" + Integer.toHexString(random.nextInt()).repeat(1 + random.nextInt(longest / 8));
        String request = "POST " + SESSION + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + message.length()
                + "\r\n\r\n" + message;
        int sent = 0;
        int end = request.length() - message.length() + random.nextInt(message.length());
        while (sent < request.length()) {
            client.send(request.substring(sent, end));
            sent = end;
            end = Math.min(request.length(), end + 1 + random.nextInt(20_000));
        }
        assertEquals("ok", client.receive().text());
        assertTrue(
                message.equals(client.get(SESSION).text()),
                "the message of " + message.length() + " characters came back");
    }

    @Test
    void bodyThatComesInPiecesIsJoined() throws Exception {
        http.get(HANDSHAKE);
        http.send("POST " + SESSION + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\n4h");
        try (RawHttp other = new RawHttp(tomcat.port())) {
            // By the time this is answered the first piece has been read.
            assertEquals(400, other.get("/socket.io/?transport=x").status());
        }
        http.send("ello");
        assertEquals("ok", http.receive().text());
        assertEquals("4hello", http.get(SESSION).text());
    }

    @Test
    void chunkedBodyIsRead() throws Exception {
        http.get(HANDSHAKE);
        http.send("POST " + SESSION + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n4h\r\n");
        http.send("4\r\nello\r\n0\r\n\r\n");
        assertEquals("ok", http.receive().text());
        assertEquals("4hello", http.get(SESSION).text());
    }

    @Test
    void bodyOfExactlyTheLimitIsTaken() throws Exception {
        http.get(HANDSHAKE);
        assertEquals("ok", http.post(SESSION, "4" + "x".repeat(19_999)).text());
    }

    @Test
    void largerBodyIsAnswered413AndTheSessionLives() throws Exception {
        http.get(HANDSHAKE);
        RawHttp.Response refused = http.post(SESSION, "4" + "x".repeat(20_000));
        assertEquals(413, refused.status());
        assertEquals("", refused.text());
        try (RawHttp other = new RawHttp(tomcat.port())) {
            assertEquals("ok", other.post(SESSION, "4hello").text());
        }
    }

    @Test
    void largerChunkedBodyIsAnswered413AndTheSessionLives() throws Exception {
        http.get(HANDSHAKE);
        String chunk = "1000\r\n" + "4".repeat(4096) + "\r\n";
        http.send("POST " + SESSION + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(6) + "0\r\n\r\n");
        assertEquals(413, http.receive().status());
        try (RawHttp other = new RawHttp(tomcat.port())) {
            assertEquals("ok", other.post(SESSION, "4hello").text());
        }
    }

    @Test
    void largeAnswerReachesASlowReaderWhole() throws Exception {
        http.get(HANDSHAKE);
        EngineSession session = session();
        http.request("GET", SESSION, null);
        String large = "4" + "ä".repeat(400_000);
        session.send(List.of(OutboundPacket.text(large)));
        assertTrue(large.equals(http.receive().text()));
        assertEquals("ok", http.post(SESSION, "4next").text());
    }

    @Test
    void answerThatNobodyReadsHoldsNoThread() throws Exception {
        tomcat.tomcat().getConnector().setProperty("maxThreads", "2");
        http.get(HANDSHAKE);
        EngineSession session = session();
        String large = "4" + "x".repeat(900_000);
        List<RawHttp> deaf = new java.util.ArrayList<>();
        for (int i = 0; i < 6; i++) {
            RawHttp each = new RawHttp(tomcat.port());
            deaf.add(each);
            each.get(HANDSHAKE);
            each.request("GET", HANDSHAKE + "&sid=sid-" + (i + 2), null);
            EngineSession theirs = session();
            for (int n = 0; n < 8; n++) {
                theirs.send(List.of(OutboundPacket.text(large)));
            }
        }
        session.send(List.of(OutboundPacket.text("4hello")));
        assertEquals("4hello", http.get(SESSION).text());
        for (RawHttp each : deaf) {
            each.close();
        }
    }

    @Test
    void abortedPostIsReported() throws Exception {
        http.get(HANDSHAKE);
        http.send("POST " + SESSION + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 600\r\n\r\n4h");
        http.close();
        assertEquals("transport error", hooks.closeReasons.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void overlappingPollEndsTheSession() throws Exception {
        http.get(HANDSHAKE);
        http.request("GET", SESSION, null);
        try (RawHttp other = new RawHttp(tomcat.port())) {
            // Which of the two comes first is the container's choice.
            RawHttp.Response second = other.get(SESSION);
            RawHttp.Response first = http.receive();
            assertTrue(second.status() == 400 || first.status() == 400, "one of two polls must be refused");
            assertEquals("", second.status() == 400 ? second.text() : first.text());
        }
        assertEquals("transport error", hooks.closeReasons.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void refusalsHaveExactBodies() throws Exception {
        RawHttp.Response refused = http.get("/socket.io/?EIO=4&transport=carrier-pigeon");
        assertEquals(400, refused.status());
        assertEquals("application/json", refused.header("Content-Type"));
        assertEquals("{\"code\":0,\"message\":\"Transport unknown\"}", refused.text());
    }

    @Test
    void wrongMethodsHaveNoErrorPage() throws Exception {
        http.get(HANDSHAKE);
        http.request("PUT", SESSION, "");
        RawHttp.Response wrongMethod = http.receive();
        assertEquals(500, wrongMethod.status());
        assertEquals("", wrongMethod.text());
    }

    @Test
    void pathWithoutSlashIsNotOurs() throws Exception {
        RawHttp.Response response = http.get("/socket.io?EIO=4&transport=polling");
        assertEquals(404, response.status());
        assertEquals("", response.text());
    }

    @Test
    void pathBelowIsOurs() throws Exception {
        assertEquals(
                200,
                http.get("/socket.io/anything/here?EIO=4&transport=polling").status());
    }

    @Test
    void lateRefusalOfAHandshakeIsAnswered() throws Exception {
        CompletableFuture<String> decision = new CompletableFuture<>();
        hooks.allow = exchange -> decision.thenApply(message -> message);
        http.request("GET", HANDSHAKE, null);
        assertTrue(hooks.handshakes.poll(5, TimeUnit.SECONDS) != null);
        decision.complete("not today");
        RawHttp.Response refused = http.receive();
        assertEquals(403, refused.status());
        assertEquals("{\"code\":4,\"message\":\"not today\"}", refused.text());
    }

    @Test
    void requestIsCopied() throws Exception {
        http.get(HANDSHAKE + "&a=b%20c", "X-Thing: 1", "x-thing: 2", "Cookie: a=1", "Cookie: b=2");
        var handshake = hooks.handshakes.poll(5, TimeUnit.SECONDS);
        assertEquals("1, 2", handshake.headers().get("x-thing"));
        assertEquals("a=1; b=2", handshake.headers().get("cookie"));
        assertEquals("EIO=4&transport=polling&a=b%20c", handshake.rawQuery());
        assertEquals("/socket.io/", handshake.path());
        assertEquals("127.0.0.1", handshake.remoteAddress());
        assertNull(handshake.attributes().get("principal"));
    }
}
