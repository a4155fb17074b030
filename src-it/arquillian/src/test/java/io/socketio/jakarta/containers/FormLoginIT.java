package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The container guards the path of the sockets with a login form. */
@ArquillianTest
class FormLoginIT {

    private static final String HANDSHAKE = "socket.io/?EIO=4&transport=polling";
    private static final String FORM = "Who are you?";

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.ofBeans("form", "beans")
                .setWebXML("form/web.xml")
                .addAsWebResource(new StringAsset(FORM), "form.html");
    }

    private Browser login(String user) throws Exception {
        Browser browser = new Browser(application);
        assertEquals(FORM, browser.get(HANDSHAKE));
        String page = browser.post("j_security_check", "j_username=" + user + "&j_password=secret");
        assertTrue(page.startsWith("0{"), "the form does not lead back to the handshake: " + page);
        return browser;
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void callerAndRolesAreThoseOfTheLogin(String transports) throws Exception {
        try (Peer peer = Peer.join(application, "/members", login("ann").luggage(), transports.split(","))) {
            assertEquals("ann", peer.answer("member"));
            assertEquals("admin", peer.answer("admin"));
        }
        JSONObject refusal =
                (JSONObject) Peer.refusal(application, "/members", login("eve").luggage(), transports.split(","));
        assertEquals("forbidden", refusal.getString("message"));
    }

    @DisabledIfSystemProperty(
            named = "arquillian.launch",
            matches = "glassfish|payara",
            disabledReason = "GlassFish and Payara do not answer an upgrade that they send to the login form")
    @Test
    void whoHasNotLoggedInIsNotUpgraded() throws Exception {
        try (RawPeer peer = new RawPeer(application, "EIO=4&transport=websocket")) {
            assertFalse(peer.head().startsWith("http/1.1 101 "), peer.head());
        }
    }

    @DisabledIfSystemProperty(
            named = "arquillian.launch",
            matches = "liberty",
            disabledReason = "Open Liberty keeps the login in a cookie of its own, and makes no HttpSession for it")
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void logoutClosesTheSocketsOfTheSessionAndNoOthers(String transport) throws Exception {
        Browser ann = login("ann");
        try (Peer peer = Peer.join(application, "/members", ann.luggage(), transport);
                Peer stays = Peer.join(application, "/members", login("ann").luggage(), transport)) {
            ann.get("logout");
            assertEquals("io server disconnect", peer.end());
            assertEquals("ann", stays.answer("member"));
        }
    }
}
