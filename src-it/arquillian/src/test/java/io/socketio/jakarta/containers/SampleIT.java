package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample's WAR, unchanged. */
@ArquillianTest
class SampleIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.sample();
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void chatCarriesWordsBetweenPeople(String transports) throws Exception {
        try (Peer ann = Peer.connect(application, transports.split(","));
                Peer bob = Peer.connect(application, transports.split(","))) {
            ann.emit("add user", "Ann");
            ann.next("login");
            bob.next("user joined");

            JSONObject answer = (JSONObject) ann.ask("new message", "Привет 👋")[0];

            assertEquals("OK", answer.getString("status"));
            JSONObject message = (JSONObject) bob.next("new message").get(1);
            assertEquals("Ann", message.getString("username"));
            assertEquals("Привет 👋", message.getString("message"));
        }
    }

    /** Bean Validation is the container's on a full server, and the application's own on Tomcat. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void badInputIsRefusedToItsSender(String transport) throws Exception {
        try (Peer ann = Peer.connect(application, transport)) {
            JSONObject tooLong = (JSONObject) ann.ask("add user", "x".repeat(21))[0];
            JSONObject violation = tooLong.getJSONArray("violations").getJSONObject(0);
            assertEquals("username", violation.getString("path"));
            assertEquals("must be one line of 1 to 20 characters", violation.getString("message"));

            JSONObject number = (JSONObject) ann.ask("add user", 1)[0];
            assertEquals("argument 0 (username) must be String, but a number came", number.getString("error"));

            JSONObject stranger = (JSONObject) ann.ask("typing")[0];
            assertEquals("'typing' is for members: join first", stranger.getString("error"));
        }
    }
}
