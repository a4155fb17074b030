package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.CookieManager;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HttpSession of a user, seen by servlets and by sockets: its attributes, its beans, its end. */
@ArquillianTest
class SessionIT {

    @ArquillianResource
    private URL application;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final List<Socket> sockets = new ArrayList<>();

    /** On a full server nothing but the library; a bare servlet container has no CDI. */
    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.newcomers("session", "session");
    }

    @AfterEach
    void disconnect() {
        sockets.forEach(Socket::disconnect);
    }

    private String get(String path) throws Exception {
        return browser.send(
                        HttpRequest.newBuilder(URI.create(Address.of(application) + "account" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A socket of the browser, with its cookies. */
    private Socket socket(String... transports) throws Exception {
        StringBuilder header = new StringBuilder();
        cookies.getCookieStore().getCookies().forEach(cookie -> header.append(header.isEmpty() ? "" : "; ")
                .append(cookie.getName())
                .append('=')
                .append(cookie.getValue()));
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.path = Address.of(application).getPath() + "socket.io/";
        options.extraHeaders = header.isEmpty() ? Map.of() : Map.of("Cookie", List.of(header.toString()));
        if (transports.length > 0) {
            options.transports = transports;
        }
        Socket socket = IO.socket(URI.create(Address.of(application).toString()).resolve("/shop"), options);
        sockets.add(socket);
        CompletableFuture<String> connected = new CompletableFuture<>();
        socket.on(Socket.EVENT_CONNECT, args -> connected.complete("connected"));
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> connected.complete(String.valueOf(args[0])));
        socket.connect();
        assertEquals("connected", connected.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS));
        return socket;
    }

    private static CompletableFuture<String> once(Socket socket, String event) {
        CompletableFuture<String> heard = new CompletableFuture<>();
        socket.once(event, args -> heard.complete(args.length == 0 ? "" : String.valueOf(args[0])));
        return heard;
    }

    private static String ask(Socket socket, String event, Object... args) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Ack ack = response -> answer.complete(response.length == 0 ? "nothing" : String.valueOf(response[0]));
        socket.emit(event, args, ack);
        return answer.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void beanOfTheSessionIsTheSameOverHttpAndOnSockets(String transports) throws Exception {
        get("/login");
        assertEquals("1", get("/add"));
        Socket socket = socket(transports.split(","));
        assertEquals("2", ask(socket, "add"));
        assertEquals("3", ask(socket(transports.split(",")), "add"));
        assertEquals("4", get("/add"));
    }

    @Test
    void beanMadeOnASocketIsThereOverHttp() throws Exception {
        get("/login");
        assertEquals("1", ask(socket(), "add"));
        assertEquals("2", get("/add"));
    }

    @Test
    void socketWithoutSessionSeesNobodysBeans() throws Exception {
        Socket anonymous = socket();
        get("/login");
        Socket socket = socket();
        for (int i = 1; i < 30; i++) {
            assertEquals(String.valueOf(i), ask(socket, "add"));
            assertEquals("not active", ask(anonymous, "add"));
        }
        assertEquals("no session", ask(anonymous, "get", "colour"));
    }

    @Test
    void attributesAreThoseOfServlets() throws Exception {
        get("/login");
        Socket socket = socket();
        get("/set/colour/red");
        assertEquals("red", ask(socket, "get", "colour"));
        ask(socket, "set", "colour", "blue");
        assertEquals("blue", get("/get/colour"));
        get("/rename");
        ask(socket, "set", "colour", "green");
        assertEquals("green", get("/get/colour"));
        assertEquals("1", ask(socket, "add"));
        assertEquals("2", get("/add"));
    }

    @Test
    void sessionThatEndsDuringAHandlerTakesItsBeansWithIt() throws Exception {
        get("/login");
        get("/set/colour/red");
        Socket socket = socket();
        CompletableFuture<String> outliving = once(socket, "outliving");
        CompletableFuture<String> end = once(socket, Socket.EVENT_DISCONNECT);
        socket.emit("outlive");
        outliving.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS);
        get("/logout");
        assertEquals("not active, null 0, refused", ask(socket(), "after the end"));
        assertEquals("io server disconnect", end.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS));
        get("/login");
        assertEquals("1", ask(socket(), "add"));
    }

    @Test
    void beanOfTheConnectionIsThereAgainAfterItsOnlyNamespaceWasLeft() throws Exception {
        try (RawPeer peer = new RawPeer(application, "EIO=4&transport=websocket")) {
            peer.receive();
            for (String expected : List.of("1", "2")) {
                peer.send("40/shop,");
                peer.receive();
                peer.send("42/shop,1[\"call\"]");
                assertEquals("43/shop,1[" + expected + "]", peer.receive().text());
                peer.send("41/shop,");
            }
        }
    }
}
