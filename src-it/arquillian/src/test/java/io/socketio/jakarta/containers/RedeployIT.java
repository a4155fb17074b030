package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application goes while clients are connected, and comes back. */
@ArquillianTest
@DisabledIfSystemProperty(
        named = "arquillian.launch",
        matches = "payara",
        disabledReason =
                "Payara Micro: Arquillian's adapter starts a server for each deployment and ends it to undeploy")
class RedeployIT {

    private static final String PLAIN = "redeploy";
    private static final String BEANS = "redeploy-beans";
    /** More than {@link #LOADERS_OF_THREADS}: a class loader that stays of each round is noticed. */
    private static final int ROUNDS = Integer.getInteger("redeployments");

    /** Not in every round: Tomcat waits 2 s for a pending poll. */
    private static final int POLL_EVERY = 5;

    /** Before JDK 24 threads of the container remember which code was running when they were made. */
    private static final int LOADERS_OF_THREADS = 4;

    /** GlassFish 7.0.25 keeps the class loader of every web application, even of one that holds nothing but a page. */
    private static final Set<String> KEEP_LOADERS = Set.of("glassfish");

    /** Apache BVal, the validator of TomEE, remembers methods of beans in a static map for as long as the container lives. */
    private static final Set<String> KEEP_LOADERS_WITH_BEANS = Set.of("glassfish", "tomee");

    /** As many requests come to all threads that a container has for them here, one after the other. */
    private static final int ALL_THREADS = 50;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final HttpClient client = HttpClient.newHttpClient();

    @ArquillianResource
    @OperateOnDeployment("probe")
    private URL probe;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "probe", testable = false)
    static WebArchive probe() {
        return TestWar.probe();
    }

    @Deployment(name = PLAIN, managed = false, testable = false)
    static WebArchive plain() {
        return TestWar.named(PLAIN).setWebXML("redeploy/web.xml");
    }

    /** Beans of every scope, with a validator. */
    @Deployment(name = BEANS, managed = false, testable = false)
    static WebArchive beans() {
        return TestWar.ofBeans(
                        BEANS,
                        "app",
                        "session",
                        "beans/Theatre",
                        "beans/Seat",
                        "beans/Line",
                        "beans/Errand",
                        "beans/Notes",
                        "beans/Checked",
                        "beans/Message")
                .setWebXML("redeploy/web.xml");
    }

    private String ask(String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(probe + path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The Java client does not answer a close frame, and takes it for the end only at its next missing ping: so bytes are looked at. */
    @ParameterizedTest
    @ValueSource(strings = {PLAIN, BEANS})
    void undeployEndsConnectionsAndThreadsEachTime(String name) throws Exception {
        URL application = new URL(probe, "/" + name + "/");
        int before = loadersLeft();
        for (int round = 0; round < ROUNDS; round++) {
            deployer.deploy(name);
            try (Peer upgraded = Peer.connect(application, "polling", "websocket");
                    Peer polling = round % POLL_EVERY == 0 ? Peer.connect(application, "polling") : upgraded;
                    RawPeer webSocket = RawPeer.joined(application)) {
                assertEquals(round, polling.ask("ask", round)[0]);
                upgraded.awaitTransport("websocket");
                assertTrue(webSocket.receive().text().startsWith("40{"));
                List<Peer> users = name.equals(BEANS) ? useBeans(application) : List.of();

                deployer.undeploy(name);

                if (polling != upgraded) {
                    // The second where the container gave the poll up before the application was told to stop.
                    assertTrue(Set.of("transport close", "transport error").contains(polling.end()));
                }
                RawPeer.Frame last = webSocket.receive();
                while (last.text().equals("2")) {
                    last = webSocket.receive();
                }
                assertEquals(RawPeer.CLOSE, last.opcode(), last::text);
                users.forEach(Peer::close);
            }
            assertEquals("", ask("threads"));
        }
        Set<String> keepers = name.equals(BEANS) ? KEEP_LOADERS_WITH_BEANS : KEEP_LOADERS;
        if (!keepers.contains(System.getProperty("arquillian.launch"))) {
            awaitFewLoaders(before);
        }
    }

    /** Clients that are there when the application goes, each of which has used beans. */
    private static List<Peer> useBeans(URL application) throws Exception {
        Peer theatre = Peer.join(application, "/theatre", "websocket");
        assertEquals("2 since websocket", theatre.answer("seat"));
        assertEquals("1", theatre.answer("line"));
        assertEquals("any event again ", theatre.answer("errand"));
        Peer checked = Peer.join(application, "/checked", "websocket");
        assertEquals("x", checked.answer("echo", "x"));
        assertTrue(checked.answer("echo", "").contains("validation failed"));
        Browser browser = new Browser(application);
        browser.get("account/login");
        Peer shop = Peer.join(application, "/shop", browser.luggage(), "websocket");
        assertEquals("1", shop.answer("add"));
        return List.of(theatre, checked, shop);
    }

    /** @param before those of other applications that this container has had */
    private void awaitFewLoaders(int before) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        int loaders = loadersLeft();
        while (loaders > before + LOADERS_OF_THREADS) {
            if (System.nanoTime() > deadline) {
                fail(loaders + " class loaders are left of " + ROUNDS + " and " + before + " before");
            }
            loaders = loadersLeft();
        }
    }

    /** After all threads have met the probe, which lets those of TomEE forget the application. */
    private int loadersLeft() throws Exception {
        for (int i = 0; i < ALL_THREADS; i++) {
            ask("threads");
        }
        return Integer.parseInt(ask("loaders"));
    }
}
