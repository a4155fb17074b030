package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever a client chooses a name for, and wherever it is logged: no line is forged, no log is filled, and no secret is told. */
class HostileNamesTest {

    /** Begins a line of its own, colours and reverses the text behind it, and leaves quotation marks. */
    private static final String HOSTILE = "x\r\nFORGED warning\u001b[31m\u202e\u0085\u2028\0 \" refused";

    /** Names of that size were kept, one for each warning. */
    private static final String LONG = HOSTILE + "n".repeat(900_000);

    private static final String COOKIE = "c00kie-s3cret";
    private static final String AUTHORIZATION = "auth0rization-s3cret";
    private static final String AUTH = "auth-s3cret";
    private static final String QUERY = "query-s3cret";

    private static final int MAX_MESSAGE = 800;
    private static final int MAX_TRACE_LINE = 1200;
    private static final int FOUND_MAX = 4000;

    static final Queue<String> SHOWN = new ConcurrentLinkedQueue<>();
    static final Queue<String> HTTP_SESSIONS = new ConcurrentLinkedQueue<>();

    public record Ticket(String token, int seats) {}

    @SocketIoNamespace("/desk")
    public static class Desk {

        @OnConnecting
        void admit(io.socketio.jakarta.Socket socket, Handshake handshake, @Auth Ticket ticket) {
            SHOWN.add(handshake.toString());
            SHOWN.add(socket + " " + socket.httpSession() + " " + socket.client() + " " + socket.namespace());
        }

        @OnEvent("sell")
        void sell(Ticket ticket) {}

        @OnEvent("later")
        CompletionStage<String> later(String text) {
            return CompletableFuture.failedFuture(new IllegalStateException("cannot be done: " + text));
        }

        @OnAnyEvent
        void any(Event event) {
            SHOWN.add(event.toString());
            if (!List.of("sell", "later").contains(event.name())) {
                throw new IllegalArgumentException("what is " + event.name());
            }
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(HostileNamesTest::withHttpSessions, Desk.class);
        tomcat.server().engine().use((request, response, next) -> {
            SHOWN.add(request.toString());
            if (request.query().containsKey("unwanted")) {
                throw new IllegalStateException("unwanted: " + request.query().get("unwanted"));
            }
            next.proceed();
        });
        tomcat.server().engine().onConnectionError(error -> SHOWN.add(error.toString()));
        Namespace any = tomcat.server().of(Pattern.compile("^/any", Pattern.DOTALL));
        any.onConnection(socket -> {
            SHOWN.add(socket + " " + socket.namespace());
            socket.use((event, next) ->
                    next.accept(event.name().contains("stop") ? new Exception("stopped " + event.name()) : null));
            socket.on("join", event -> socket.join(event.arg(0, String.class)));
            socket.on("count", event -> Integer.parseInt(event.arg(0, String.class)));
            socket.onAny(event -> {
                throw new IllegalStateException("no " + event.name());
            });
            throw new IllegalStateException(
                    "I do not like " + socket.namespace().name());
        });
        any.onRoom(new RoomListener() {
            @Override
            public void onJoinRoom(Namespace namespace, String room, String socketId) {
                if (room.equals(HOSTILE)) {
                    throw new IllegalStateException("no room " + room);
                }
            }
        });
    }

    /** Every request has an HttpSession, whose id must not be told either. */
    private static void withHttpSessions(Context context) {
        Filter filter = (request, response, chain) -> {
            HTTP_SESSIONS.add(((HttpServletRequest) request).getSession().getId());
            chain.doFilter(request, response);
        };
        context.addServletContainerInitializer(
                (found, servlets) -> {
                    FilterRegistration.Dynamic added = servlets.addFilter("sessions", filter);
                    added.setAsyncSupported(true);
                    added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
                },
                Set.of());
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @Test
    void nothingThatAClientChoseIsLoggedRaw() throws Exception {
        String session;
        List<CapturedLog.Entry> entries;
        try (CapturedLog log = CapturedLog.ofEverything()) {
            requests(log);
            session = sockets(log);
            entries = log.entries();
        }
        assertTrue(entries.size() > 30, entries::toString);
        for (CapturedLog.Entry entry : entries) {
            assertHarmless(entry.message(), MAX_MESSAGE);
            entry.trace().forEach(line -> assertHarmless(line.replace("\t", ""), MAX_TRACE_LINE));
            boolean forOperators = entry.level().intValue() >= Level.INFO.intValue();
            assertNoSecrets(entry.message() + entry.trace(), forOperators ? session : null);
        }
        assertTrue(SHOWN.size() > 10, SHOWN::toString);
        for (String shown : SHOWN) {
            assertHarmless(shown, FOUND_MAX);
            assertNoSecrets(shown, session);
        }
    }

    private static void assertHarmless(String line, int max) {
        assertTrue(line.length() <= max, () -> line.length() + " characters: " + line.substring(0, max));
        assertTrue(
                line.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x202e),
                () -> "raw: " + line);
        assertFalse(line.startsWith("FORGED"), line);
    }

    /** @param session whose id may be in the debug log only; null there */
    private static void assertNoSecrets(String text, String session) {
        for (String secret : List.of(COOKIE, AUTHORIZATION, AUTH, QUERY)) {
            assertFalse(text.contains(secret), text);
        }
        assertTrue(HTTP_SESSIONS.stream().noneMatch(text::contains), text);
        if (session != null) {
            assertFalse(text.contains(session), text);
        }
    }

    // ---- What is sent. Each line that is awaited shows that the place was reached.

    private static void requests(CapturedLog log) throws Exception {
        get("/socket.io/?EIO=4&transport=" + encoded(HOSTILE));
        log.await("Transport unknown");
        get("/socket.io/?EIO=4&transport=polling&sid=" + encoded(HOSTILE));
        log.await("Session ID unknown");
        get("/socket.io/?transport=polling&EIO=" + encoded(HOSTILE));
        log.await("Unsupported protocol version");
        get("/socket.io/?EIO=4&transport=polling&unwanted=" + encoded(HOSTILE));
        log.await("a middleware has refused a request");
        for (int i = 0; i < 6; i++) {
            get("/socket.io/" + encoded(HOSTILE).replace("%00", "") + ".js");
        }
        log.await("SIO-0309");
        send("PURGE", "/socket.io/?EIO=4&transport=polling");
        log.await("PURGE was refused");
        send("POST", "/socket.io/?EIO=4&transport=polling");
        log.await("POST was refused");
    }

    private static String sockets(CapturedLog log) throws Exception {
        String session;
        try (Peer peer = new Peer()) {
            String opens = log.await(" opens over websocket");
            session = opens.substring(opens.indexOf("session ") + 8, opens.indexOf(" opens"));
            peer.send("40/" + HOSTILE + ",{\"token\":\"" + AUTH + "\"}");
            log.await("was refused: Invalid namespace");
            peer.send("40/" + LONG.substring(0, 60_000) + ",");
            log.await("was refused: ");
            peer.send("40/desk,{" + json(HOSTILE) + ":1,\"token\":\"" + AUTH + "\",\"seats\":\"" + AUTH + "\"}");
            log.await("was refused: auth.seats must be int, but a string came");
            peer.send("40/desk,{\"token\":\"" + AUTH + "\",\"seats\":1}");
            log.await("has joined");
            beanEvents(log, peer);
            peer.send("40/any" + HOSTILE + ",");
            log.await("SIO-0101");
            dynamicEvents(log, peer);
        }
        return session;
    }

    private static void beanEvents(CapturedLog log, Peer peer) throws Exception {
        peer.send("42/desk,[" + json(HOSTILE) + "]");
        log.await("SIO-0101");
        peer.send("42/desk,[\"sell\",{\"token\":{" + json(HOSTILE) + ":1},\"seats\":1}]");
        log.await("must be String");
        peer.send("42/desk,[\"sell\",{\"token\":\"t\",\"seats\":" + "9".repeat(500) + "}]");
        log.await("must be int");
        peer.send("42/desk,[\"sell\",[" + json(HOSTILE) + "]]");
        log.await("must be Ticket");
        peer.send("42/desk,[\"later\"," + json(LONG) + "]");
        log.await("SIO-0402");
    }

    private static void dynamicEvents(CapturedLog log, Peer peer) throws Exception {
        String prefix = "42/any" + HOSTILE + ",";
        peer.send(prefix + "[" + json("stop" + HOSTILE) + "]");
        log.await("a middleware stopped");
        peer.send(prefix + "[" + json(HOSTILE) + "]");
        log.await("catch-all listener");
        peer.send(prefix + "[\"count\"," + json(LONG) + "]");
        log.await("listener of \"count\"");
        peer.send(prefix + "[\"join\"," + json(HOSTILE) + "]");
        log.await("SIO-0104");
        peer.send("43/any" + HOSTILE + ",7[" + json(HOSTILE) + "]");
        log.await("for which nobody waits");
        peer.send("42/unknown" + HOSTILE + ",[\"x\"]");
        log.await("violated the protocol");
        log.await(" ends over websocket");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars()
                .forEach(
                        c -> json.append(c < ' ' || c > 126 || c == '"' ? String.format("\\u%04x", c) : (char) c + ""));
        return json.append('"').toString();
    }

    private static void get(String pathAndQuery) throws Exception {
        send("GET", pathAndQuery);
    }

    private static void send(String method, String pathAndQuery) throws Exception {
        String query = (pathAndQuery.contains("?") ? "&" : "?") + "token=" + QUERY;
        HttpRequest request = HttpRequest.newBuilder(tomcat.uri(pathAndQuery + query))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Cookie", "login=" + COOKIE)
                .header("Authorization", "Bearer " + AUTHORIZATION)
                .header("User-Agent", "FORGED \"agent\"")
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(4, response.statusCode() / 100, response::body);
    }

    /** A WebSocket with secrets in its headers and its query. What it receives is passed over. */
    private static final class Peer implements AutoCloseable {

        private final WebSocket socket;

        Peer() throws Exception {
            URI http = tomcat.uri("/socket.io/?EIO=4&transport=websocket&token=" + QUERY);
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Cookie", "login=" + COOKIE)
                    .header("Authorization", "Bearer " + AUTHORIZATION)
                    .buildAsync(
                            URI.create("ws" + http.toString().substring("http".length())), new WebSocket.Listener() {})
                    .get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
        }

        void send(String packet) throws Exception {
            socket.sendText(packet, true).get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
