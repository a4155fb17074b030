package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HttpSession of a user, seen by servlets and by sockets: its attributes, its beans, its end. */
@ArquillianTest
class SessionIT {

    /** Some containers look for expired sessions at most once in 30 s, or in a minute. */
    static final int PATIENCE_WITH_EXPIRY_SECONDS = 90;

    /** In GlassFish and Payara a WebSocket, too, is a request that goes on; Jetty looks for expired sessions every 10 minutes. */
    static final String NO_EXPIRY_TO_WAIT_FOR = "glassfish|payara|jetty";

    /** On Liberty, too, the request of a WebSocket goes on. */
    private static final String NO_EXPIRY_WITH_WEBSOCKET = NO_EXPIRY_TO_WAIT_FOR + "|liberty";

    @ArquillianResource
    private URL application;

    private Browser browser;
    private final List<Peer> peers = new ArrayList<>();

    /** On a full server nothing but the library; a bare servlet container has no CDI. */
    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.sessions("session");
    }

    @BeforeEach
    void openBrowser() {
        browser = new Browser(application);
    }

    @AfterEach
    void disconnect() {
        peers.forEach(Peer::close);
    }

    private String get(String path) throws Exception {
        return browser.get("account" + path);
    }

    /** A socket of the browser, with its cookies. */
    private Peer socket(String... transports) throws Exception {
        Peer peer = Peer.join(application, "/shop", browser.luggage(), transports);
        peers.add(peer);
        return peer;
    }

    private Peer socket() throws Exception {
        return socket("polling", "websocket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void beanOfTheSessionIsTheSameOverHttpAndOnSockets(String transports) throws Exception {
        get("/login");
        assertEquals("1", get("/add"));
        Peer socket = socket(transports.split(","));
        assertEquals("2", socket.answer("add"));
        assertEquals("3", socket(transports.split(",")).answer("add"));
        assertEquals("4", get("/add"));
    }

    @Test
    void beanMadeOnASocketIsThereOverHttp() throws Exception {
        get("/login");
        assertEquals("1", socket().answer("add"));
        assertEquals("2", get("/add"));
    }

    @Test
    void socketWithoutSessionSeesNobodysBeans() throws Exception {
        Peer anonymous = socket();
        get("/login");
        Peer socket = socket();
        for (int i = 1; i < 30; i++) {
            assertEquals(String.valueOf(i), socket.answer("add"));
            assertEquals("not active", anonymous.answer("add"));
        }
        assertEquals("no session", anonymous.answer("get", "colour"));
    }

    @Test
    void attributesAreThoseOfServlets() throws Exception {
        get("/login");
        Peer socket = socket();
        get("/set/colour/red");
        assertEquals("red", socket.answer("get", "colour"));
        socket.answer("set", "colour", "blue");
        assertEquals("blue", get("/get/colour"));
        get("/rename");
        socket.answer("set", "colour", "green");
        assertEquals("green", get("/get/colour"));
        assertEquals("1", socket.answer("add"));
        assertEquals("2", get("/add"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void attributesAreThoseOfTheOtherSocketsOfTheSession(String transport) throws Exception {
        get("/login");
        Peer one = socket(transport);
        Peer other = socket(transport);
        one.answer("set", "colour", "red");
        assertEquals("red", other.answer("get", "colour"));
        other.answer("set", "colour", "blue");
        assertEquals("blue", one.answer("get", "colour"));
        browser = new Browser(application);
        get("/login");
        assertEquals("null", socket(transport).answer("get", "colour"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void attributesAreReadOnAnyThread(String transport) throws Exception {
        get("/login");
        get("/set/colour/red");
        Peer socket = socket(transport);
        assertEquals("red", socket.answer("get elsewhere", "colour"));
        assertEquals("red", socket.answer("get", "colour"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void beanOfTheSessionIsThereInEveryPhase(String transports) throws Exception {
        Peer anonymous = socket(transports.split(","));
        String nobody = anonymous.id();
        Peer witness = socket("websocket");
        get("/login");
        get("/add");
        get("/add");
        Peer socket = socket(transports.split(","));
        String somebody = socket.id();

        assertEquals("2, 2", socket.answer("arrival"));
        assertEquals("not active, not active", anonymous.answer("arrival"));
        socket.close();
        assertEquals(List.of("left", somebody, "2", "2"), end(witness, somebody));
        anonymous.close();
        assertEquals(List.of("left", nobody, "not active", "not active"), end(witness, nobody));
    }

    /** What a witness hears of the end of a socket; those of sockets of the test before, which may come late, are passed over. */
    private static List<Object> end(Peer witness, String id) throws InterruptedException {
        List<Object> left = witness.next("left");
        while (!left.get(1).equals(id)) {
            left = witness.next("left");
        }
        return left;
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    @DisabledIfSystemProperty(
            named = "arquillian.launch",
            matches = NO_EXPIRY_TO_WAIT_FOR,
            disabledReason = "a session is in use as long as one of its requests goes on, or its end comes late")
    void expiryClosesTheSocketsOfTheSessionAndNoOthers(String transports) throws Exception {
        assumeFalse(transports.contains("websocket") && keepsSessionsOfWebSockets());
        Peer anonymous = socket("websocket");
        get("/login");
        Peer socket = socket(transports.split(","));
        Peer second = socket(transports.split(","));
        assertEquals("1", socket.answer("add"));

        get("/expire");

        assertEquals("io server disconnect", socket.end(PATIENCE_WITH_EXPIRY_SECONDS));
        assertEquals("io server disconnect", second.end());
        assertEquals("not active", anonymous.answer("add"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logout", "/expire"})
    void sessionThatEndsDuringAHandlerTakesItsBeansWithIt(String end) throws Exception {
        assumeEnding(end);
        get("/login");
        get("/set/colour/red");
        Peer socket = socket("websocket");
        socket.emit("outlive");
        socket.next("outliving");
        get(end);
        assertEquals("io server disconnect", socket.end(PATIENCE_WITH_EXPIRY_SECONDS));
        assertEquals("not active, null 0, refused", socket().answer("after the end"));
        get("/login");
        assertEquals("1", socket().answer("add"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "exchange", "trolley", "visit"})
    void whatBelongsToASocketIsNotThereInARequest(String what) throws Exception {
        get("/login");
        Peer socket = socket("polling");
        assertEquals("1", socket.answer("push"));
        assertEquals("not active", get("/outside/" + what));
        assertEquals("2", socket.answer("push"));
        assertEquals("1", socket("websocket").answer("push"));
        assertEquals("not active", get("/outside/" + what));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void handlersMakeNoHttpSession(String transports) throws Exception {
        get("/login");
        String made = get("/made");
        Peer socket = socket(transports.split(","));
        browser = new Browser(application);
        Peer anonymous = socket(transports.split(","));
        for (int i = 1; i < 10; i++) {
            assertEquals(String.valueOf(i), socket.answer("add"));
            assertEquals("not active", anonymous.answer("add"));
        }
        assertEquals("not active, not active", anonymous.answer("arrival"));
        assertEquals(made, get("/made"));
        get("/login");
        assertEquals(String.valueOf(Integer.parseInt(made) + 1), get("/made"));
    }

    /** Weld, told of the end on the thread whose session scope is ours, could not close that: session beans were null there from then on. */
    @DisabledIfSystemProperty(
            named = "arquillian.launch",
            matches = "jetty",
            disabledReason =
                    "Jetty: Weld's listener fails for want of a request, and the others are not told of the end")
    @Test
    void sessionThatAHandlerEndsLeavesNothingOnItsThread() throws Exception {
        for (int round = 0; round < 10; round++) {
            browser = new Browser(application);
            get("/login");
            Peer socket = socket("websocket");
            assertEquals("1", socket.answer("add"));
            socket.emit("end");
            assertEquals("io server disconnect", socket.end());
        }
        browser = new Browser(application);
        socketWithoutSessionSeesNobodysBeans();
    }

    private static boolean keepsSessionsOfWebSockets() {
        return System.getProperty("arquillian.launch").matches(NO_EXPIRY_WITH_WEBSOCKET);
    }

    static void assumeEnding(String end) {
        assumeFalse(end.equals("/expire") && keepsSessionsOfWebSockets());
    }

    /** Returns the next packet. That others have left, or our first socket has, may come at any time. */
    private static String next(RawPeer peer) throws IOException {
        String packet = peer.receive().text();
        while (packet.startsWith("42/shop,[\"left\",")) {
            packet = peer.receive().text();
        }
        return packet;
    }

    @Test
    void beanOfTheConnectionIsThereAgainAfterItsOnlyNamespaceWasLeft() throws Exception {
        try (RawPeer peer = new RawPeer(application, "EIO=4&transport=websocket")) {
            peer.receive();
            for (String expected : List.of("1", "2")) {
                peer.send("40/shop,");
                assertTrue(next(peer).startsWith("40/shop,"));
                peer.send("42/shop,1[\"call\"]");
                assertEquals("43/shop,1[" + expected + "]", next(peer));
                peer.send("41/shop,");
            }
        }
    }
}
