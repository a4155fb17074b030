package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application of docs/getting-started.md: on a full server with nothing but the library, on a servlet container with the standalone artifact and a beans.xml. */
@ArquillianTest
class GettingStartedIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.newcomers("getting-started", "newcomer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void beanOfTenLinesWorks(String transports) throws Exception {
        try (Peer ann = Peer.connect(application, transports.split(","))) {
            assertEquals(List.of("welcome", "you are " + ann.id()), ann.next());
            try (Peer bob = Peer.connect(application, transports.split(","))) {
                assertEquals("Hello, Bob!", bob.ask("greet", "Bob")[0]);
                assertEquals(List.of("greeted", "Bob"), ann.next());
            }
        }
    }
}
