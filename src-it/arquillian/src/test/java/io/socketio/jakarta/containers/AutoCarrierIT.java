package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What {@code socketio.websocket=auto} chooses on each container. */
@ArquillianTest
class AutoCarrierIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return Carriers.war("auto-carrier", "AUTO");
    }

    @Test
    void startLogSaysWhichOneItIsWithoutAWarning() throws Exception {
        String log = Carriers.log(application);
        assertTrue(log.contains("\n  websocket        " + Carriers.ofAuto() + ", "), log);
        assertFalse(log.contains("SIO-0140"), log);
    }

    @Test
    void messagesTravelAndTheCloseFrameIsOfThatOne() throws Exception {
        Carriers.assertCarriedBy(Carriers.ofAuto(), application);
    }
}
