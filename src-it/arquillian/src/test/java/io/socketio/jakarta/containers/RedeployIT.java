package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The application goes while clients are connected, and comes back. */
@ArquillianTest
@DisabledIfSystemProperty(
        named = "arquillian.launch",
        matches = "payara",
        disabledReason =
                "Payara Micro: Arquillian's adapter starts a server for each deployment and ends it to undeploy")
class RedeployIT {

    private static final String APPLICATION = "redeploy";
    private static final int ROUNDS = 20;

    /** Not in every round: Tomcat waits 2 s for a pending poll. */
    private static final int POLL_EVERY = 5;

    /** Before JDK 24 threads of the container remember which code was running when they were made. */
    private static final int LOADERS_OF_THREADS = 4;

    /** GlassFish 7.0.25 keeps the class loader of every web application, even of one that holds nothing but a page. */
    private static final Set<String> KEEP_LOADERS = Set.of("glassfish");

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    @ArquillianResource
    @OperateOnDeployment("probe")
    private URL probe;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "probe", testable = false)
    static WebArchive probe() {
        return TestWar.probe();
    }

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static WebArchive war() {
        return TestWar.named(APPLICATION).setWebXML("redeploy/web.xml");
    }

    private String ask(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(probe + path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The Java client does not answer a close frame, and takes it for the end only at its next missing ping: so bytes are looked at. */
    @Test
    void undeployEndsConnectionsAndThreadsEachTime() throws Exception {
        URL application = new URL(probe, "/" + APPLICATION + "/");
        int loadersOfOtherTests = loaders();
        for (int round = 0; round < ROUNDS; round++) {
            deployer.deploy(APPLICATION);
            try (Peer upgraded = Peer.connect(application, "polling", "websocket");
                    Peer polling = round % POLL_EVERY == 0 ? Peer.connect(application, "polling") : upgraded;
                    RawPeer webSocket = RawPeer.joined(application)) {
                assertEquals(round, polling.ask("ask", round)[0]);
                upgraded.awaitTransport("websocket");
                assertTrue(webSocket.receive().text().startsWith("40{"));

                deployer.undeploy(APPLICATION);

                if (polling != upgraded) {
                    // The second where the container gave the poll up before the application was told to stop.
                    assertTrue(Set.of("transport close", "transport error").contains(polling.end()));
                }
                assertEquals(RawPeer.CLOSE, webSocket.receive().opcode());
            }
            assertEquals("", ask("threads"));
        }
        if (!KEEP_LOADERS.contains(System.getProperty("arquillian.launch"))) {
            awaitFewLoaders(loadersOfOtherTests);
        }
    }

    private int loaders() throws Exception {
        return Integer.parseInt(ask("loaders"));
    }

    private void awaitFewLoaders(int before) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        int left = loaders() - before;
        while (left > LOADERS_OF_THREADS) {
            if (System.nanoTime() > deadline) {
                fail(left + " class loaders of " + ROUNDS + " are left");
            }
            left = loaders() - before;
        }
    }
}
