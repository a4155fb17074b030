package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** As {@link ContextsIT}, if the application registers the server itself. */
@ArquillianTest
class RegisteredContextsIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.contexts("registered-contexts").addAsWebInfResource("contexts/web.xml", "web.xml");
    }

    @Test
    void everybodySeesTheirOwnBeansAndPrincipal() throws Exception {
        ContextsIT.assertEverybodySeesTheirOwn(application);
    }

    @Test
    void clientsMayBeginWithWebSocket() throws Exception {
        try (RawPeer peer = new RawPeer(application, "EIO=4&transport=websocket")) {
            assertTrue(peer.head().startsWith("http/1.1 101 "), peer.head());
            assertTrue(peer.receive().text().startsWith("0{"));
        }
    }
}
