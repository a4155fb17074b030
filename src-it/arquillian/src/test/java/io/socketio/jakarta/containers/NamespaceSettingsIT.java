package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URL;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Settings of one namespace, from every source: how long it waits for acknowledgements. */
@ArquillianTest
class NamespaceSettingsIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.withLibrary("namespaces", "configured")
                .setWebXML("namespaces/web.xml")
                .addAsResource("namespaces/microprofile-config.properties", "META-INF/microprofile-config.properties");
    }

    /** Beside one that has the patience of 30 s which all have, and still waits when the other has its answer. */
    private void assertImpatient(String namespace) throws Exception {
        try (Peer impatient = Peer.join(application, namespace, "websocket");
                Peer patient = Peer.join(application, "/patient", "websocket")) {
            CompletableFuture<Object[]> waiting = patient.asking("interview");
            assertEquals(List.of("question"), patient.next().subList(0, 1));
            assertEquals("AckTimeoutException", impatient.answer("interview"));
            assertFalse(waiting.isDone());
        }
    }

    @Test
    void contextParameterIsForItsNamespaceOnly() throws Exception {
        assertImpatient("/by-parameter");
    }

    /** Of the WAR's two values the context parameter's is long. */
    @Test
    @EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly|liberty|payara")
    void microProfileConfigIsAskedBeforeContextParameters() throws Exception {
        assertImpatient("/by-microprofile");
    }

    /** Set for the server's JVM, see arquillian.xml and the build. */
    @Test
    void systemPropertyIsForItsNamespaceOnly() throws Exception {
        assertImpatient("/by-property");
    }
}
