package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a client can be followed in the debug log, from its first request to its end. */
class DebugLogTest {

    private static final String SECRET = "s3cret";

    @SocketIoNamespace("/desk")
    public static class Desk {

        @OnConnecting
        void admit(io.socketio.jakarta.Socket socket) {
            if (socket.handshake().auth().containsKey("stranger")) {
                throw new ConnectRefused("who are you?");
            }
        }

        @OnEvent("greet")
        String greet(String name) {
            return "hello";
        }

        @OnEvent("sell")
        void sell(int count) {
            throw new EventRefused("sold out");
        }

        @OnAnyEvent
        void note() {}
    }

    static WeldTomcat tomcat;

    private CapturedLog log;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(Desk.class);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @BeforeEach
    void capture() {
        log = CapturedLog.ofDebug();
    }

    @AfterEach
    void release() throws Exception {
        log.close();
        tomcat.endClients();
    }

    private static void get(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(tomcat.uri("/socket.io/?" + query))
                .header("Cookie", "login=" + SECRET)
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static void post(String session, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(tomcat.uri("/socket.io/?EIO=4&transport=polling&sid=" + session))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static String socketIn(String line) {
        return line.substring(line.indexOf("Socket[") + 7, line.indexOf(' ', line.indexOf("Socket[")));
    }

    private static String sessionIn(String line) {
        String after = line.substring(line.indexOf("session ") + 8);
        return after.split("[ )]")[0];
    }

    @Test
    void clientIsFollowedFromItsFirstRequestToItsEnd() throws Exception {
        Socket client = tomcat.client("/desk", Map.of("token", SECRET), Map.of("Cookie", List.of("login=" + SECRET)));
        WeldTomcat.connected(client);
        String opens = log.await("opens over");
        String session = sessionIn(opens);
        assertEquals("FINE engine: session " + session + " opens over polling", opens);
        // The client does not wait for the answer of its namespace before it goes on over WebSocket.
        List<String> both = log.awaitBoth("has joined", "goes on over");
        String joined = both.get(0);
        String socket = socketIn(joined);
        assertTrue(joined.startsWith("FINE socket: Socket[" + socket + " in /desk, connected, "), joined);
        assertTrue(joined.endsWith(", in session " + session), joined);
        assertEquals("FINE engine: session " + session + " goes on over websocket", both.get(1));

        assertEquals("hello", WeldTomcat.ask(client, "greet", SECRET));
        assertTrue(log.await("\"greet\"").endsWith("] sent \"greet\", to be acknowledged"));

        client.emit("gret", SECRET);
        assertTrue(log.await("] sent \"gret\"").startsWith("FINE socket: Socket[" + socket));
        assertTrue(log.await("\"gret\"").startsWith("FINE socket: no listener and no handler has \"gret\" of Socket["));

        WeldTomcat.ask(client, "sell", 3);
        log.await("] sent \"sell\"");
        String refused = log.await("\"sell\"");
        assertTrue(refused.startsWith("FINE cdi: \"sell\" of Socket[" + socket), refused);
        assertTrue(refused.endsWith(" was refused: sold out"), refused);
        WeldTomcat.ask(client, "sell", SECRET);
        log.await("argument 0 (count) must be int, but a string came");

        client.disconnect();
        String ends = log.await(" ends: ");
        assertTrue(ends.startsWith("FINE socket: Socket[" + socket + " in /desk, "), ends);
        assertTrue(ends.endsWith(" ends: client namespace disconnect"), ends);
        assertEquals(
                "FINE engine: session " + session + " ends over websocket: transport close", log.await(" ends over "));
        // Tomcat may have closed the connection before the library does, which then says so.
        List<String> unread = log.lines().stream()
                .filter(line -> !line.contains("WebSocket session was already closed"))
                .toList();
        assertEquals(List.of(), unread, "unread");
    }

    @Test
    void everyRefusalIsTold() throws Exception {
        get("EIO=4&transport=carrier%0apigeon");
        assertEquals(
                "FINE engine: GET was refused: 0 \"Transport unknown\", transport \"carrier\\npigeon\"",
                log.await("refused"));
        get("EIO=4&transport=polling&sid=gone");
        assertEquals("FINE engine: GET was refused: 1 \"Session ID unknown\", sid \"gone\"", log.await("refused"));
        get("EIO=3&transport=polling");
        assertEquals(
                "FINE engine: GET was refused: 5 \"Unsupported protocol version\", protocol \"3\"",
                log.await("refused"));

        get("EIO=4&transport=polling");
        String session = sessionIn(log.await("opens over polling"));
        post(session, "4".repeat(65_537));
        assertEquals(
                "FINE engine: a POST of session " + session
                        + " was refused: it is larger than 65536 bytes (SocketIoOptions.maxConnectBytes)",
                log.await("refused"));
        post(session, "1");

        Socket lost = tomcat.client("/nowhere", Map.of("token", SECRET));
        WeldTomcat.refused(lost);
        String invalid = log.await("refused");
        assertTrue(
                invalid.startsWith("FINE socket: CONNECT to \"/nowhere\" was refused: Invalid namespace (session "),
                invalid);

        WeldTomcat.refused(tomcat.client("/desk", Map.of("stranger", SECRET)));
        // By its end: a poll of the former client may be refused meanwhile.
        String refused = log.await("who are you?");
        assertTrue(refused.startsWith("FINE socket: Socket["), refused);
        assertTrue(refused.endsWith(" was refused: who are you?"), refused);
    }

    /** Cookies, auth and payloads stay out of the log, even here. */
    @Test
    void secretsAreNotTold() throws Exception {
        List<String> lines;
        try (CapturedLog all = CapturedLog.ofDebug()) {
            IO.Options options = IO.Options.builder()
                    .setForceNew(true)
                    .setReconnection(false)
                    .setAuth(Map.of("token", SECRET))
                    .setExtraHeaders(Map.of("Cookie", List.of("login=" + SECRET)))
                    .build();
            Socket client = IO.socket(tomcat.uri("/desk"), options);
            WeldTomcat.connected(client);
            WeldTomcat.ask(client, "greet", SECRET);
            WeldTomcat.ask(client, "sell", SECRET);
            client.emit("unknown", SECRET, SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            client.disconnect();
            log.await(" ends over ");
            lines = all.lines();
        }
        assertTrue(lines.size() > 5, lines::toString);
        assertTrue(lines.stream().noneMatch(line -> line.contains(SECRET)), lines::toString);
    }
}
