package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What {@code socketio.websocket=upgrade} does on each container, those included on which it is not recommended. */
@ArquillianTest
class UpgradeCarrierIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return Carriers.war("upgrade-carrier", "UPGRADE");
    }

    private static boolean isImplemented() {
        return !Carriers.container().equals("jetty");
    }

    @Test
    void startLogWarnsWhereAutoWouldNotChooseIt() throws Exception {
        String log = Carriers.log(application);
        assertTrue(log.contains("\n  websocket        " + Carriers.UPGRADE + ", "), log);
        assertEquals(Carriers.ofAuto().equals(Carriers.ENDPOINT), log.contains("SIO-0140"), log);
    }

    @Test
    void messagesTravelOrTheOperatorIsToldThatTheContainerDoesNotUpgrade() throws Exception {
        if (isImplemented()) {
            Carriers.assertCarriedBy(Carriers.UPGRADE, application);
        } else {
            try (RawPeer peer = new RawPeer(application, "EIO=4&transport=websocket")) {
                assertTrue(peer.head().startsWith("http/1.1 400 "), peer.head());
            }
            try (Peer peer = Peer.join(application, "/", "polling")) {
                assertEquals("over polling", peer.answer("ask", "over polling"));
            }
        }
        assertEquals(!isImplemented(), Carriers.log(application).contains("SIO-0175"));
    }
}
