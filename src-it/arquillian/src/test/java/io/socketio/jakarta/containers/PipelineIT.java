package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
            String subject;
            try (Peer peer = Peer.join(application, "/guarded", transport)) {
                subject = "/guarded " + peer.id();
                assertFiltered(notes, subject, "CONNECTING");
                assertEquals("admit: CONNECTING", notes.next(subject));
                assertFiltered(notes, subject, "CONNECT");
                assertEquals("joined: CONNECT", notes.next(subject));
                assertEquals("a1", peer.answer("echo", "a", 1));
                assertFiltered(notes, subject, "EVENT");
                assertEquals("seen: EVENT echo[a, 1]", notes.next(subject));
                assertEquals("echo: EVENT echo[a, 1]", notes.next(subject));
            }
            assertFiltered(notes, subject, "DISCONNECTING");
            assertEquals("leaving: DISCONNECTING client namespace disconnect", notes.next(subject));
            assertFiltered(notes, subject, "DISCONNECT");
            assertEquals("left: DISCONNECT client namespace disconnect", notes.next(subject));
        }
    }

    /** The filters have come in the order of their priorities. */
    private static void assertFiltered(NotesReader notes, String subject, String phase) throws Exception {
        assertEquals("doorman " + phase, notes.next(subject));
        assertEquals("porter " + phase, notes.next(subject));
    }

    @Test
    void interceptorSurroundsTheErrorHandlerToo() throws Exception {
        try (NotesReader notes = new NotesReader(application);
                Peer peer = Peer.join(application, "/guarded", "websocket")) {
            String subject = "/guarded " + peer.id();
            assertEquals("{\"error\":\"failed: why\"}", peer.answer("fail", "why"));
            notes.await(subject, "fail: EVENT fail[why]");
            assertEquals("failed: EVENT fail[why]", notes.next(subject));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void filterTakesPartOnlyWhereItApplies(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application);
                Peer peer = Peer.join(application, "/shop", transport)) {
            assertEquals("porter CONNECTING", notes.next("/shop " + peer.id()));
            assertEquals("porter CONNECT", notes.next("/shop " + peer.id()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void filtersSurroundListenersOfNamespacesThatAreNoBeans(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String subject;
            try (Peer peer = Peer.join(application, "/plain", transport)) {
                subject = "/plain " + peer.id();
                assertEquals("porter CONNECTING", notes.next(subject));
                assertEquals("porter CONNECT", notes.next(subject));
                assertEquals("x", peer.answer("echo", "x"));
                assertEquals("porter EVENT", notes.next(subject));
            }
            assertEquals("porter DISCONNECTING", notes.next(subject));
            assertEquals("porter DISCONNECT", notes.next(subject));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void interceptorOfEveryNamespaceSurroundsBeansThatDoNotAskForIt(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String guarded;
            try (Peer peer = Peer.join(application, "/guarded", transport)) {
                guarded = "journal " + peer.id();
                assertEquals("CONNECTING admit", notes.next(guarded));
                assertEquals("CONNECT joined", notes.next(guarded));
                try (Peer foyer = peer.beside("/foyer")) {
                    foyer.answer("line");
                    assertEquals("EVENT line", notes.next("journal " + foyer.id()));
                }
            }
            assertEquals("DISCONNECTING leaving", notes.next(guarded));
            assertEquals("DISCONNECT left", notes.next(guarded));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void whoeverThrowsOrStopsWhileConnectingRefuses(String transport) throws Exception {
        JSONObject thrown =
                (JSONObject) Peer.refusal(application, "/guarded", Luggage.auth("intruder", "yes"), transport);
        assertEquals("intercepted", thrown.getString("message"));
        assertEquals("audit", thrown.getJSONObject("data").getString("by"));

        for (String stopped : List.of("ignored", "held")) {
            JSONObject refusal =
                    (JSONObject) Peer.refusal(application, "/guarded", Luggage.auth(stopped, "yes"), transport);
            assertEquals("refused", refusal.getString("message"), stopped);
        }
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
    void rateOfTheBeanLimitsEachHandlerUntilItsTimeHasPassed() throws Exception {
        try (Peer peer = Peer.join(application, "/turnstile", "websocket")) {
            CompletableFuture<Object[]> first = peer.asking("pass");
            JSONObject refusal = (JSONObject) peer.ask("pass")[0];
            assertEquals("through", first.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS)[0]);
            assertEquals("over", peer.answer("jump"));
            assertEquals("rate limit exceeded", refusal.getString("error"));
            long wait = refusal.getLong("retryAfterMillis");
            assertTrue(wait > 0 && wait <= 3_000, refusal::toString);
            Thread.sleep(wait);
            assertEquals("through", peer.answer("pass"));
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
    void violationsOfResultsAreToldByPath() throws Exception {
        try (Peer peer = Peer.join(application, "/checked", "websocket")) {
            assertEquals("x", peer.answer("echo", "x"));
            assertEquals("<return value>", pathOfViolation(peer.ask("echo", "")));
            assertEquals("x", ((JSONObject) peer.ask("write", "x")[0]).getString("text"));
            assertEquals("<return value>.text", pathOfViolation(peer.ask("write", " ")));
        }
    }

    private static String pathOfViolation(Object[] answer) throws Exception {
        JSONObject refusal = (JSONObject) answer[0];
        assertEquals("validation failed", refusal.getString("error"));
        return refusal.getJSONArray("violations").getJSONObject(0).getString("path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void permissionOfAMethodTakesThePlaceOfTheDenialOfItsBean(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String id;
            try (Peer peer = Peer.join(application, "/vault", transport)) {
                id = peer.id();
                assertEquals("visible", peer.answer("look"));
                assertEquals("{\"error\":\"forbidden\"}", peer.answer("take"));
            }
            assertEquals("disconnecting", notes.next(id));
            assertEquals("gone", notes.next(id));
        }
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

    @Test
    void rolesGuardTheHandlersOfConnectAndDisconnect() throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String id;
            try (Peer peer = Peer.join(application, "/vault", login("ann").luggage(), "websocket")) {
                id = peer.id();
                assertEquals("connected", notes.next(id));
                assertEquals("{\"error\":\"forbidden\"}", peer.answer("take"));
            }
            assertEquals("disconnecting", notes.next(id));
            assertEquals("disconnected", notes.next(id));
            assertEquals("gone", notes.next(id));
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
