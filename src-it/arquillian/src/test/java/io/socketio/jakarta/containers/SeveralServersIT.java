package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.HttpURLConnection;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four servers in one application, which a class defines: the default one, another, one at the root, and one of Engine.IO alone. */
@ArquillianTest
class SeveralServersIT {

    private static final String ADMIN = "admin/socket.io/";

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.ofBeans("several", "several");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void beansAnswerOnTheirOwnServer(String transport) throws Exception {
        try (Peer one = Peer.join(application, "/desk", transport);
                Peer other = Peer.joinAt(application, ADMIN, "/desk", transport)) {
            assertEquals("/socket.io /admin/socket.io", one.answer("paths"));
            assertEquals("/admin/socket.io", other.answer("paths"));
            other.emit("publish");
            assertEquals("of admin", other.next("news").get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void rootIsServed(String transport) throws Exception {
        try (Peer peer = Peer.joinAt(application, "", "/", transport)) {
            assertEquals("root", peer.answer("name"));
        }
    }

    @Test
    void rootLeavesOtherAddressesToTheApplication() throws Exception {
        URL nothing = new URL(Address.of(application), "nothing.html");
        assertEquals(404, ((HttpURLConnection) nothing.openConnection()).getResponseCode());
    }

    @Test
    void engineAloneIsServed() throws Exception {
        try (RawPeer peer = new RawPeer(application, "engine.io/?EIO=4&transport=websocket", "")) {
            assertTrue(peer.receive().text().startsWith("0{"));
            peer.send("4hello");
            assertEquals("4you said hello", peer.receive().text());
        }
    }
}
