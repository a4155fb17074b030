package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.containers.Peer.Luggage;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Namespace beans: handlers, what they are given and what they answer, dynamic namespaces, injection. */
@ArquillianTest
class BeansIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.ofBeans("beans", "beans");
    }

    private Peer shop(String transports) throws Exception {
        return Peer.join(application, "/shop", transports.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void argumentsAreBoundAndResultsAreAcknowledgements(String transports) throws Exception {
        try (Peer peer = shop(transports)) {
            assertEquals(List.of("welcome", "/shop"), peer.next());
            JSONArray items = new JSONArray("[{\"name\":\"a\",\"count\":2},{\"name\":\"é\",\"count\":3}]");
            JSONObject receipt = (JSONObject) peer.ask("order", items, "thanks")[0];
            assertEquals(5, receipt.getInt("items"));
            assertEquals("thanks", receipt.getString("note"));
            assertEquals("{\"a\":[10,20]}", peer.answer("stock", new JSONObject("{\"a\":[1,2]}"), 10));
            assertArrayEquals(new byte[] {-1, 0, 7}, (byte[]) peer.ask("picture", "cat", new byte[] {7, 0, -1})[0]);
            assertArrayEquals(new Object[] {"x", "by ack"}, peer.ask("by ack", "x"));
            assertEquals("nothing", peer.answer("nothing"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void stageIsAnAsynchronousAcknowledgement(String transport) throws Exception {
        try (Peer peer = shop(transport)) {
            assertEquals("to me", ((JSONObject) peer.ask("delivery", "me")[0]).getString("note"));
            assertEquals(2, ((JSONObject) peer.ask("lost delivery")[0]).getInt("wanted"));
        }
    }

    /** The event that completes the stage comes after the one that waits for it, from the same client. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void stageDoesNotHoldUpTheEventsThatComeAfter(String transport) throws Exception {
        try (Peer peer = shop(transport)) {
            CompletableFuture<Object[]> reserved = peer.asking("reserve");
            assertEquals("true", peer.answer("decide", "two"));
            assertEquals("reserved: two", reserved.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS)[0]);
        }
    }

    @Test
    void misfitIsToldByArgumentTypeAndKindButNotByValue() throws Exception {
        try (Peer peer = shop("websocket")) {
            assertEquals(
                    "argument 0 (items) must be List<Item>, but a string came",
                    ((JSONObject) peer.ask("order", "4711")[0]).getString("error"));
            assertEquals(
                    "argument 1 (factor) must be int, but a string came",
                    ((JSONObject) peer.ask("stock", new JSONObject(), "4711")[0]).getString("error"));
            assertEquals(
                    "argument 1 (data) must be byte[], but a boolean came",
                    ((JSONObject) peer.ask("picture", "cat", true)[0]).getString("error"));
            assertEquals("nothing", peer.answer("nothing"));
        }
    }

    @Test
    void mostSpecificErrorHandlerIsAsked() throws Exception {
        try (Peer peer = shop("websocket")) {
            assertEquals(9, ((JSONObject) peer.ask("sold out", 9)[0]).getInt("wanted"));
            assertEquals("{\"error\":\"not now: closed\"}", peer.answer("closed"));
            assertEquals("{\"error\":\"internal error\"}", peer.answer("secret"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void connectingMayRefuseWithMessageAndData(String transport) throws Exception {
        JSONObject refusal =
                (JSONObject) Peer.refusal(application, "/shop", Luggage.auth("user", "mallory"), transport);
        assertEquals("not you, mallory", refusal.getString("message"));
        assertEquals("127.0.0.1", refusal.getJSONObject("data").getString("address"));

        JSONObject thrown = (JSONObject) Peer.refusal(application, "/shop", Luggage.auth("user", "nobody"), transport);
        assertEquals("sold out", thrown.getString("message"));
        assertEquals(1, thrown.getJSONObject("data").getInt("wanted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void misfitAndViolationsOfAuthRefuse(String transport) throws Exception {
        JSONObject misfit = (JSONObject) Peer.refusal(application, "/border", Luggage.auth("visas", "4711"), transport);
        assertEquals("{\"message\":\"auth.visas must be an array, but a string came\"}", misfit.toString());

        JSONObject invalid = (JSONObject) Peer.refusal(application, "/border", Luggage.auth("holder", " "), transport);
        assertEquals("validation failed", invalid.getString("message"));
        JSONArray violations = invalid.getJSONObject("data").getJSONArray("violations");
        assertEquals("passport.holder", violations.getJSONObject(0).getString("path"));

        Peer.join(application, "/border", Luggage.auth("holder", "ann"), transport)
                .close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void everyPhaseIsSeenInItsOrder(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String id;
            try (Peer peer = shop(transport)) {
                id = peer.id();
                peer.ask("order", new JSONArray(), "");
                assertEquals("any order", notes.next(id));
            }
            assertEquals("leaving true, client namespace disconnect", notes.next(id));
            assertEquals("left false, client namespace disconnect", notes.next(id));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void socketServerNamespaceAndHandshakeAreInjected(String transport) throws Exception {
        try (Peer one = shop(transport);
                Peer other = shop(transport)) {
            assertEquals(one.id() + " true " + transport, one.answer("who serves"));
            assertEquals(other.id() + " true " + transport, other.answer("who serves"));
            other.next();
            one.emit("tell everybody", "hello");
            assertEquals(List.of("told", "hello"), other.next());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void namespacesOfATemplateAreMadeWhenAskedFor(String transport) throws Exception {
        try (Peer one = Peer.join(application, "/tenant/1/HOUSE", transport);
                Peer two = Peer.join(application, "/tenant/2/FLAT", transport)) {
            assertEquals("2 FLAT!", two.answer("who", "!"));
            one.emit("tell this tenant", "one");
            assertEquals(List.of("told", "one"), one.next());
            one.emit("tell every tenant", "all");
            assertEquals(List.of("told", "all"), one.next());
            assertEquals(List.of("told", "all"), two.next());
        }
        for (String wrong : List.of("/tenant/1", "/tenant/x/HOUSE", "/tenant/1/TENT")) {
            JSONObject refusal = (JSONObject) Peer.refusal(application, wrong, transport);
            assertEquals("Invalid namespace", refusal.getString("message"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void variablesOfEveryTypeAreConverted(String transport) throws Exception {
        String id = "123e4567-e89b-12d3-a456-426614174000";
        try (Peer peer = Peer.join(application, "/parcel/" + id + "/true/SMALL", transport)) {
            assertEquals(id + " true SMALL", peer.answer("describe"));
        }
        for (String wrong : List.of("4711/true/SMALL", id + "/maybe/SMALL", id + "/true/small")) {
            JSONObject refusal = (JSONObject) Peer.refusal(application, "/parcel/" + wrong, transport);
            assertEquals("{\"message\":\"Invalid namespace\"}", refusal.toString(), wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void eventClientServerAndExchangeAreParameters(String transport) throws Exception {
        try (Peer peer =
                Peer.join(application, "/parcel/123e4567-e89b-12d3-a456-426614174000/false/LARGE", transport)) {
            assertArrayEquals(
                    new Object[] {"where 1", transport, true, "EVENT " + peer.id()}, peer.ask("where", "now"));
        }
    }

    @Test
    void namedGroupsOfAPatternAreVariables() throws Exception {
        try (Peer peer = Peer.join(application, "/room-12", "websocket")) {
            assertEquals(12, peer.ask("number")[0]);
        }
        JSONObject refusal = (JSONObject) Peer.refusal(application, "/room-x", "websocket");
        assertEquals("Invalid namespace", refusal.getString("message"));
    }
}
