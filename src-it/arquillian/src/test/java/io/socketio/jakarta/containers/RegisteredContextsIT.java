package io.socketio.jakarta.containers;

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
}
