package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Emission from all over a full server, and transactions that decide whether something is emitted. */
@ArquillianTest
@EnabledIfSystemProperty(
        named = "arquillian.launch",
        matches = "wildfly|liberty|glassfish|payara",
        disabledReason = "needs enterprise beans, transactions and REST")
class EnterpriseIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.ofBeans("enterprise", "enterprise");
    }

    /** How the text comes to the clients. */
    @ParameterizedTest
    @ValueSource(strings = {"rest:rest", "stateless:stateless", "later:timer", "singleton:observer"})
    void restAndEnterpriseBeansEmit(String wayAndEvent) throws Exception {
        String way = wayAndEvent.substring(0, wayAndEvent.indexOf(':'));
        String event = wayAndEvent.substring(wayAndEvent.indexOf(':') + 1);
        try (Peer polling = Peer.join(application, "/news", "polling");
                Peer webSocket = Peer.join(application, "/news", "websocket")) {
            new Browser(application).get("rest/news/" + way + "/hello");
            assertEquals(List.of(event, "hello"), polling.next());
            assertEquals(List.of(event, "hello"), webSocket.next());
        }
    }

    @Test
    void scheduledMethodEmits() throws Exception {
        try (Peer peer = clock()) {
            assertEquals(List.of("tick"), peer.next());
            assertEquals(List.of("tick"), peer.next());
        }
    }

    /** The namespace is there from the first tick on, which may be to come. */
    private Peer clock() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Peer.PATIENCE_SECONDS);
        while (true) {
            try {
                return Peer.join(application, "/clock", "websocket");
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    private Peer bank(String account, String transport) throws Exception {
        Peer peer = Peer.join(application, "/bank", transport);
        peer.ask("open", account);
        return peer;
    }

    /** What was rolled back would have come before what was committed after it. */
    @ParameterizedTest
    @ValueSource(strings = {"pay", "pay by hand", "pay at once"})
    void onlyWhatIsCommittedIsEmitted(String event) throws Exception {
        try (Peer ann = bank("ann", "polling");
                Peer bob = bank("bob", "websocket")) {
            ann.ask(event, "bob", -1);
            ann.ask(event, "ann", 1);
            ann.ask(event, "bob", 2);
            assertEquals(2, paid(bob).getInt("amount"));
            JSONObject paid = paid(ann);
            assertEquals("ann", paid.getString("account"));
            assertEquals(1, paid.getInt("amount"));
        }
    }

    /** The next payment that a client hears of. */
    private static JSONObject paid(Peer peer) throws Exception {
        List<Object> event = peer.next();
        while (!event.get(0).equals("paid")) {
            event = peer.next();
        }
        return (JSONObject) event.get(1);
    }

    @Test
    void observerMethodEmitsOnlyWhatIsCommitted() throws Exception {
        try (Peer peer = bank("nobody", "websocket")) {
            assertEquals("{\"error\":\"refused\"}", peer.answer("pay", "x", -5));
            assertEquals("nothing", peer.answer("pay", "x", 6));
            List<Object> written = peer.next();
            assertEquals("written", written.get(0));
            assertEquals(6, ((JSONObject) written.get(1)).getInt("amount"));
        }
    }

    @Test
    void transactionalHandlersRunInATransactionAndOthersDoNot() throws Exception {
        try (Peer peer = bank("x", "websocket")) {
            assertEquals("in a transaction", peer.answer("pay at once", "x", 1));
            assertEquals("{\"error\":\"refused\"}", peer.answer("pay at once", "x", -1));
            assertEquals("no transaction", peer.answer("no transaction"));
        }
    }
}
