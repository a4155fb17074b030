package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire before there is a connection, byte by byte. */
@ArquillianTest
class HandshakeIT {

    private static final String OPEN_POLLING = "0\\{\"sid\":\"[\\w-]{20}\",\"upgrades\":\\[\"websocket\"],"
            + "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}";

    @ArquillianResource
    private URL application;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.named("handshake");
    }

    private HttpResponse<String> get(String rest) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(Address.of(application) + "socket.io" + rest))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String rest, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(Address.of(application) + "socket.io" + rest))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void pollingHandshakeIsThatOfTheReference() throws Exception {
        HttpResponse<String> answer = get("/?EIO=4&transport=polling");

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().matches(OPEN_POLLING), answer.body());
        assertEquals(
                "text/plain; charset=utf-8",
                answer.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .toLowerCase()
                        .replace(";c", "; c"));
    }

    @Test
    void badRequestsGetTheErrorsOfTheReference() throws Exception {
        HttpResponse<String> noTransport = get("/?EIO=4&transport=carrier-pigeon");
        assertEquals(400, noTransport.statusCode());
        assertEquals("{\"code\":0,\"message\":\"Transport unknown\"}", noTransport.body());

        HttpResponse<String> unknown = get("/?EIO=4&transport=polling&sid=nobody");
        assertEquals(400, unknown.statusCode());
        assertEquals("{\"code\":1,\"message\":\"Session ID unknown\"}", unknown.body());
    }

    @Test
    void webSocketHandshakeOpensAConnection() throws Exception {
        try (RawPeer peer = new RawPeer(application, "EIO=4&transport=websocket")) {
            assertTrue(peer.head().startsWith("http/1.1 101 "), peer.head());
            assertTrue(
                    peer.head().contains("sec-websocket-accept: " + "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=".toLowerCase()),
                    peer.head());
            assertFalse(peer.head().contains("sec-websocket-extensions"), peer.head());
            String open = peer.receive().text();
            assertTrue(open.startsWith("0{\"sid\":\"") && open.contains("\"upgrades\":[]"), open);
            peer.send("40");
            assertTrue(peer.receive().text().startsWith("40{\"sid\":\""));
            peer.send("421[\"ask\",\"Привет 👋\"]".replace("👋", "!"));
            assertEquals("431[\"Привет !\"]", peer.receive().text());
        }
    }

    @Test
    void refusedUpgradeIsAnsweredWithTheErrorOfTheReference() throws Exception {
        try (RawPeer peer = new RawPeer(application, "EIO=4&transport=websocket&sid=nobody")) {
            assertTrue(peer.head().startsWith("http/1.1 400 "), peer.head());
        }
    }

    @Test
    void pathOfTheRegisteredEndpointIsClosed() throws Exception {
        URL hidden = new URL(Address.of(application), "_socketio-jakarta");
        HttpResponse<String> plain =
                client.send(HttpRequest.newBuilder(hidden.toURI()).build(), HttpResponse.BodyHandlers.ofString());
        assertTrue(plain.statusCode() >= 400, () -> "status " + plain.statusCode());
    }

    /** On Tyrus the servlet's own upgrades go there, with something in place of the origin. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Origin: http://localhost\r\n",
                "Origin: \r\n",
                "Origin: null\r\nAuthorization: Basic YTpi\r\nCookie: JSESSIONID=1\r\n",
                "Origin: a\r\nOrigin: b\r\n"
            })
    void pathOfTheRegisteredEndpointUpgradesNobody(String headers) throws Exception {
        for (String target : List.of(
                "_socketio-jakarta",
                "_socketio-jakarta?EIO=4&transport=websocket",
                "_socketio-jakarta;a=b",
                "./_socketio-jakarta")) {
            try (RawPeer peer = new RawPeer(application, target, headers)) {
                assertTrue(peer.head().startsWith("http/1.1 4"), peer.head());
            }
        }
    }

    /** Those that the application adds, each by itself. */
    @Test
    void upgradeCarriesTheHeadersOfTheApplication() throws Exception {
        try (RawPeer peer = new RawPeer(application, "EIO=4&transport=websocket")) {
            assertTrue(peer.head().startsWith("http/1.1 101 "), peer.head());
            assertTrue(peer.head().contains("\r\nset-cookie: one=1"), peer.head());
            assertTrue(peer.head().contains("\r\nset-cookie: two=2"), peer.head());
        }
    }

    /** The cookies are those that the application adds to the first answer; none of the container's. */
    @Test
    void httpSessionIsNeverMade() throws Exception {
        List<String> ofApplication = List.of("one=1", "two=2");
        // Liberty makes one for whoever asks for the path of the registered endpoint, as others here do.
        String before = httpSessionsMade();
        HttpResponse<String> open = get("/?EIO=4&transport=polling");
        assertEquals(ofApplication, cookies(open));
        String session = "/?EIO=4&transport=polling&sid="
                + open.body().substring("0{\"sid\":\"".length()).split("\"")[0];
        HttpResponse<String> posted = post(session, "40");
        assertEquals("ok", posted.body());
        assertEquals(List.of(), cookies(posted));
        HttpResponse<String> polled = get(session);
        assertTrue(polled.body().startsWith("40{"), polled.body());
        assertEquals(List.of(), cookies(polled));
        assertEquals("ok", post(session, "420[\"ask\",1]").body());
        assertEquals("430[1]", get(session).body());
        try (RawPeer peer = RawPeer.joined(application)) {
            assertEquals(
                    ofApplication,
                    peer.head()
                            .lines()
                            .filter(line -> line.startsWith("set-cookie:"))
                            .map(line -> line.substring("set-cookie:".length()).strip())
                            .toList());
        }
        assertEquals(before, httpSessionsMade());
    }

    private String httpSessionsMade() throws Exception {
        try (Peer upgraded = Peer.connect(application, "polling", "websocket")) {
            upgraded.awaitTransport("websocket");
            return upgraded.answer("http sessions");
        }
    }

    private static List<String> cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    @Test
    void firstSubprotocolIsChosen() throws Exception {
        try (RawPeer peer = new RawPeer(
                application, "socket.io/?EIO=4&transport=websocket", "Sec-WebSocket-Protocol: chat, other\r\n")) {
            assertTrue(peer.head().startsWith("http/1.1 101 "), peer.head());
            assertTrue(peer.head().contains("sec-websocket-protocol: chat\r\n"), peer.head());
        }
    }

    @Test
    void clientFileIsServed() throws Exception {
        HttpResponse<String> file = get("/socket.io.min.js");

        assertEquals(200, file.statusCode());
        assertTrue(file.body().startsWith("/*!"));
    }
}
