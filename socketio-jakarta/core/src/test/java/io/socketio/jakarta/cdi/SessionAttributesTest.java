package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.session.HttpSessionAttributes;
import io.socketio.jakarta.session.HttpSessionEndedException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.apache.catalina.authenticator.NonLoginAuthenticator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The HttpSession from a socket, on any thread, while it lives and after. */
class SessionAttributesTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();

    @SocketIoNamespace("/bean")
    public static class Bean {
        @OnEvent("colour")
        String colour(io.socketio.jakarta.Socket socket) {
            HttpSessionAttributes session = socket.httpSession();
            return session == null ? "no session" : String.valueOf(session.attribute("colour", String.class));
        }

        @OnDisconnect
        void left(io.socketio.jakarta.Socket socket) {
            HttpSessionAttributes session = socket.httpSession();
            if (session != null) {
                LOG.add("left " + session.isActive() + " " + session.attribute("colour"));
            }
        }
    }

    static WeldTomcat tomcat;
    static Context context;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(SessionAttributesTest::configure, Bean.class);
        tomcat.server().of("/plain");
    }

    private static void configure(Context context) {
        SessionAttributesTest.context = context;
        // Tomcat's own authenticator would use the session on every request.
        NonLoginAuthenticator authenticator = new NonLoginAuthenticator();
        authenticator.setCache(false);
        context.getPipeline().addValve(authenticator);
        Browser.addServlet(context);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    /** The server's side of a client that connects to a namespace without beans. */
    private static io.socketio.jakarta.Socket serverSide(Socket client) {
        return Objects.requireNonNull(tomcat.server().of("/plain").sockets().get(client.id()));
    }

    private static HttpSessionAttributes sessionOf(Socket client) {
        return Objects.requireNonNull(serverSide(client).httpSession());
    }

    @Test
    void attributesAreThoseOfServletsAndOfAllSocketsOfTheSession() throws Exception {
        Browser browser = Browser.login(tomcat);
        HttpSessionAttributes session = sessionOf(browser.connected("/plain"));
        Socket bean = browser.connected("/bean");

        assertEquals(browser.sessionId(), session.id());
        browser.get("/set/colour/red");
        assertEquals("red", session.attribute("colour", String.class));
        assertEquals("red", WeldTomcat.ask(bean, "colour"));

        session.set("colour", "blue");
        assertEquals("blue", browser.get("/get/colour"));
        assertEquals("blue", WeldTomcat.ask(bean, "colour"));
        assertTrue(session.names().contains("colour"));

        session.remove("colour");
        assertEquals("null", browser.get("/get/colour"));
        assertNull(session.attribute("colour"));
        assertThrows(ClassCastException.class, () -> {
            session.set("number", 1);
            session.attribute("number", String.class);
        });
    }

    @Test
    void socketWithoutHttpSessionHasNoneAndGetsNone() throws Exception {
        Socket client = tomcat.connected("/plain");
        assertNull(serverSide(client).httpSession());
        assertEquals("no session", WeldTomcat.ask(tomcat.connected("/bean"), "colour"));
    }

    @Test
    void idFollowsALogin() throws Exception {
        Browser browser = Browser.login(tomcat);
        HttpSessionAttributes session = sessionOf(browser.connected("/plain"));
        String before = session.id();
        browser.rename();
        assertEquals(browser.sessionId(), session.id());
        assertNotEquals(before, session.id());
    }

    @Test
    void endedSessionReadsAsNothingAndRefusesChanges() throws Exception {
        Browser browser = Browser.login(tomcat);
        Socket client = browser.connected("/plain");
        Socket bean = browser.connected("/bean");
        BlockingQueue<String> ends = WeldTomcat.events(bean, Socket.EVENT_DISCONNECT);
        HttpSessionAttributes session = sessionOf(client);
        session.set("colour", "red");
        browser.get("/logout");

        assertFalse(session.isActive());
        assertEquals(browser.sessionId(), session.id());
        assertNull(session.attribute("colour"));
        assertEquals(Set.of(), session.names());
        HttpSessionEndedException thrown =
                assertThrows(HttpSessionEndedException.class, () -> session.set("colour", "blue"));
        assertTrue(String.valueOf(thrown.getMessage()).contains("'colour'"), thrown.getMessage());
        assertThrows(HttpSessionEndedException.class, () -> session.remove("colour"));
        assertEquals("io server disconnect", WeldTomcat.next(ends));
        assertEquals("left false null", WeldTomcat.next(LOG));
    }

    /** Whoever keeps a socket does not keep the HttpSession of its user. */
    @Test
    void sessionIsHeldUntilTheListenersOfTheConnectionHaveRunAndNoLonger() throws Exception {
        Browser browser = Browser.login(tomcat);
        browser.get("/set/colour/red");
        Socket client = browser.connected("/bean");
        io.socketio.jakarta.Socket socket =
                Objects.requireNonNull(tomcat.server().of("/bean").sockets().get(client.id()));
        CompletableFuture<Void> over = new CompletableFuture<>();
        socket.client().onClose(() -> over.complete(null));
        client.disconnect();
        assertEquals("left true red", WeldTomcat.next(LOG));
        over.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);

        HttpSessionAttributes session = Objects.requireNonNull(socket.httpSession());
        assertFalse(session.isActive());
        assertNull(session.attribute("colour"));
        assertEquals("red", browser.get("/get/colour"));
    }

    /** To ask for the session of a request is to use it: an open page that polled was never logged out. */
    @Test
    void pollsDoNotKeepTheSessionAlive() throws Exception {
        Browser browser = Browser.login(tomcat);
        Socket client = browser.connected("/bean", "polling");
        Session session = context.getManager().findSession(browser.sessionId());
        assertNotNull(session);
        long used = atRest(session);
        for (int i = 0; i < 5; i++) {
            WeldTomcat.ask(client, "colour");
        }
        assertEquals(used, session.getThisAccessedTimeInternal());
    }

    /** Tomcat notes the end of a request after its response has been sent. @return when the session was used for the last time, a while ago */
    private static long atRest(Session session) throws InterruptedException {
        long used;
        do {
            used = session.getThisAccessedTimeInternal();
            Thread.sleep(500);
        } while (session.getThisAccessedTimeInternal() != used);
        return used;
    }

    /** A query that only looks like that of a later request does not hide the HttpSession. */
    @Test
    void sessionIsFoundWhateverElseIsAsked() throws Exception {
        Browser browser = Browser.login(tomcat);
        Socket client = browser.connected("/bean?xsid=1&sid=", "websocket");
        assertEquals("null", WeldTomcat.ask(client, "colour"));
    }
}
