package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that keeps its sockets when their HttpSession ends: {@code socketio.close-with-http-session=false}. */
@ArquillianTest
class SessionEndIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.sessions("session-end").addAsWebInfResource("session/web.xml", "web.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void socketGoesOnWithoutTheSession(String transports) throws Exception {
        Browser browser = new Browser(application);
        browser.get("account/login");
        browser.get("account/set/colour/red");
        try (Peer socket = Peer.join(application, "/shop", browser.luggage(), transports.split(","))) {
            assertEquals("1", socket.answer("add"));
            assertEquals("red", socket.answer("get", "colour"));

            browser.get("account/logout");

            assertEquals("not active", socket.answer("add"));
            assertEquals("null", socket.answer("get", "colour"));
            assertEquals("{\"error\":\"internal error\"}", socket.answer("set", "colour", "blue"));
        }
    }

    /** Nothing tells that nothing happens; so the handler waits for the end of the session. */
    @ParameterizedTest
    @ValueSource(strings = {"/logout", "/expire"})
    void socketGoesOnWhenTheSessionEndsDuringItsHandler(String end) throws Exception {
        SessionIT.assumeEnding(end);
        Browser browser = new Browser(application);
        browser.get("account/login");
        try (Peer socket = Peer.join(application, "/shop", browser.luggage(), "websocket");
                Peer witness = Peer.join(application, "/shop", "websocket")) {
            socket.emit("outlive");
            assertEquals(List.of("outliving"), socket.next("outliving"));
            browser.get("account" + end);
            Object[] answer =
                    witness.asking("after the end").get(SessionIT.PATIENCE_WITH_EXPIRY_SECONDS, TimeUnit.SECONDS);
            assertEquals("not active, null 0, refused", answer[0]);
            assertEquals("not active", socket.answer("add"));
        }
    }
}
