package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.containers.Peer.Luggage;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The container guards the path of the sockets with HTTP's own login. */
@ArquillianTest
class BasicLoginIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.ofBeans("basic", "beans").setWebXML("basic/web.xml");
    }

    private static Luggage as(String user) {
        String credentials = Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
        return new Luggage(Map.of(), Map.of("Authorization", List.of("Basic " + credentials)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void callerAndRolesAreThoseOfTheLogin(String transports) throws Exception {
        try (Peer peer = Peer.join(application, "/members", as("ann"), transports.split(","))) {
            assertEquals("ann", peer.answer("member"));
            assertEquals("admin", peer.answer("admin"));
        }
        JSONObject refusal = (JSONObject) Peer.refusal(application, "/members", as("eve"), transports.split(","));
        assertEquals("forbidden", refusal.getString("message"));
    }

    @Test
    void withoutALoginThereIsNoHandshake() throws Exception {
        try (RawPeer peer = new RawPeer(application, "EIO=4&transport=websocket")) {
            assertTrue(peer.head().startsWith("http/1.1 401 "), peer.head());
        }
    }
}
