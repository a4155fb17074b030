package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.containers.Peer.Luggage;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between a client and a handler: filters, interceptors, rates, roles of a real login, constraints. */
@ArquillianTest
class PipelineIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.ofBeans("pipeline", "beans");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void filtersAndInterceptorsSurroundEveryPhase(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String id;
            try (Peer peer = Peer.join(application, "/guarded", transport)) {
                id = peer.id();
                assertEquals("doorman CONNECTING", notes.next(id));
                assertEquals("CONNECTING 0", notes.next(id));
                assertEquals("doorman CONNECT", notes.next(id));
                assertEquals("a1", peer.answer("echo", "a", 1));
                assertEquals("doorman EVENT", notes.next(id));
                assertEquals("EVENT echo 2", notes.next(id));
            }
            assertEquals("doorman DISCONNECTING", notes.next(id));
            assertEquals("doorman DISCONNECT", notes.next(id));
            assertEquals("DISCONNECT 0", notes.next(id));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void whoeverThrowsOrStopsWhileConnectingRefuses(String transport) throws Exception {
        JSONObject thrown =
                (JSONObject) Peer.refusal(application, "/guarded", Luggage.auth("intruder", "yes"), transport);
        assertEquals("intercepted", thrown.getString("message"));
        assertEquals("audit", thrown.getJSONObject("data").getString("by"));

        JSONObject ignored =
                (JSONObject) Peer.refusal(application, "/guarded", Luggage.auth("ignored", "yes"), transport);
        assertEquals("refused", ignored.getString("message"));
    }

    @Test
    void eventThatIsStoppedIsAnsweredAndTheNextOneComes() throws Exception {
        try (Peer peer = Peer.join(application, "/guarded", "websocket")) {
            assertEquals("{\"error\":\"stopped by the doorman\"}", peer.answer("forbidden"));
            assertEquals("null", peer.answer("silenced"));
            assertEquals("a1", peer.answer("echo", "a", 1));
        }
    }

    @Test
    void rateIsLimitedForEachSocket() throws Exception {
        try (Peer peer = Peer.join(application, "/guarded", "websocket");
                Peer other = Peer.join(application, "/guarded", "websocket")) {
            assertEquals("ok", peer.answer("limited"));
            assertEquals("ok", peer.answer("limited"));
            JSONObject refusal = (JSONObject) peer.ask("limited")[0];
            assertEquals("rate limit exceeded", refusal.getString("error"));
            assertTrue(refusal.getLong("retryAfterMillis") > 0, refusal::toString);
            assertEquals("ok", other.answer("limited"));
        }
    }

    @Test
    void violationsOfParametersAreToldByPath() throws Exception {
        try (Peer peer = Peer.join(application, "/checked", "websocket")) {
            JSONObject good = new JSONObject().put("text", "x").put("size", 1);
            JSONObject bad = new JSONObject().put("text", " ").put("size", 1);
            assertEquals("x9", peer.answer("send", good, 9));
            assertEquals("message.text", pathOfViolation(peer.ask("send", bad, 9)));
            assertEquals("urgency", pathOfViolation(peer.ask("send", good, 10)));
            String path = pathOfViolation(
                    peer.ask("send all", new JSONArray().put(good).put(bad)));
            assertTrue(path.startsWith("messages[1]"), path);
        }
    }

    @Test
    void violationsOfResultsAreTold() throws Exception {
        try (Peer peer = Peer.join(application, "/checked", "websocket")) {
            assertEquals("x", peer.answer("echo", "x"));
            String refusal = peer.answer("echo", "");
            assertTrue(refusal.contains("validation failed"), refusal);
        }
    }

    private static String pathOfViolation(Object[] answer) throws Exception {
        JSONObject refusal = (JSONObject) answer[0];
        assertEquals("validation failed", refusal.getString("error"));
        return refusal.getJSONArray("violations").getJSONObject(0).getString("path");
    }

    private Browser login(String user) throws Exception {
        Browser browser = new Browser(application);
        assertEquals(user, browser.get("login?user=" + user + "&password=secret"));
        return browser;
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void rolesOfTheLoginGuardConnectingAndEvents(String transport) throws Exception {
        assertForbidden(Luggage.NONE, transport);
        assertForbidden(login("eve").luggage(), transport);
        try (Peer peer = Peer.join(application, "/members", login("ann").luggage(), transport)) {
            assertEquals("ann", peer.answer("member"));
            assertEquals("admin", peer.answer("admin"));
            assertEquals("{\"error\":\"forbidden\"}", peer.answer("owner"));
            assertTrue(peer.answer("everybody").contains("ann"));
            assertEquals("{\"error\":\"forbidden\"}", peer.answer("nobody"));
        }
    }

    private void assertForbidden(Luggage luggage, String transport) throws Exception {
        JSONObject refusal = (JSONObject) Peer.refusal(application, "/members", luggage, transport);
        assertEquals("forbidden", refusal.getString("message"));
    }

    @Test
    void callerIsKnownInEveryPhaseAndAfterTheUpgrade() throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String id;
            try (Peer peer = Peer.join(application, "/members", login("ann").luggage(), "polling", "websocket")) {
                id = peer.id();
                assertEquals("connecting ann", notes.next(id));
                assertEquals("connected ann", notes.next(id));
                peer.awaitTransport("websocket");
                assertEquals("ann", peer.answer("member"));
            }
            assertEquals("disconnecting ann", notes.next(id));
            assertEquals("disconnected ann", notes.next(id));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void logoutClosesTheSocketsOfTheSessionAndNoOthers(String transport) throws Exception {
        Browser ann = login("ann");
        Browser other = login("ann");
        try (Peer peer = Peer.join(application, "/members", ann.luggage(), transport);
                Peer stays = Peer.join(application, "/members", other.luggage(), transport)) {
            ann.get("logout");
            assertEquals("io server disconnect", peer.end());
            assertEquals("ann", stays.answer("member"));
        }
    }
}
