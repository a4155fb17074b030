package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.util.List;
import java.util.Random;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client over each transport and from one to the other. */
@ArquillianTest
class MessagesIT {

    private static final int NUMBERS = 500;
    private static final int LARGE = 500_000;

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.named("messages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void oneTransportAloneCarriesEverything(String transport) throws Exception {
        try (Peer peer = Peer.connect(application, transport)) {
            assertEquals(transport, peer.ask("transport")[0]);
            peer.emit("count", NUMBERS);
            assertNumbers(peer, NUMBERS);
            assertArrayEquals(new Object[] {"Привет 👋", 2, true}, peer.ask("ask", "Привет 👋", 2, true));
            assertTypedPayload(peer);
            assertBinary(peer);
        }
    }

    @Test
    void upgradeLosesAndReordersNothing() throws Exception {
        for (int round = 0; round < 5; round++) {
            try (Peer peer = Peer.connect(application, "polling", "websocket")) {
                peer.emit("count", NUMBERS);
                for (int i = 0; i < NUMBERS; i++) {
                    peer.emit("echo", i);
                }
                int counted = 0;
                int echoed = 0;
                while (counted < NUMBERS || echoed < NUMBERS) {
                    List<Object> event = peer.next();
                    int expected = event.get(0).equals("number") ? counted++ : echoed++;
                    assertEquals(expected, event.get(1), () -> event + " in the wrong order");
                }
                peer.awaitTransport("websocket");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void largeMessagesPassBothWays(String transport) throws Exception {
        String text = "12345678🙂".repeat(LARGE / 12);
        byte[] bytes = new byte[LARGE];
        new Random(7).nextBytes(bytes);
        try (Peer peer = Peer.connect(application, transport)) {
            assertEquals(text, peer.ask("ask", text)[0]);
            assertArrayEquals(bytes, (byte[]) peer.ask("ask", (Object) bytes)[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void middlewareRefusesWithMessageAndData(String transport) throws Exception {
        JSONObject refusal = (JSONObject) Peer.refusal(application, "/closed", transport);

        assertEquals("not you", refusal.getString("message"));
        assertEquals(42, refusal.getJSONObject("data").getInt("code"));
    }

    private static void assertNumbers(Peer peer, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            assertEquals(List.of("number", i), peer.next());
        }
    }

    /** Through JSON-B: that of the container, or that of the WAR where the container has none. */
    private static void assertTypedPayload(Peer peer) throws Exception {
        JSONObject mirrored = (JSONObject) peer.ask("point", new JSONObject("{\"x\":1,\"y\":2,\"label\":\"é\"}"))[0];
        assertEquals(2, mirrored.getInt("x"));
        assertEquals(1, mirrored.getInt("y"));
        assertEquals("é", mirrored.getString("label"));
    }

    private static void assertBinary(Peer peer) throws Exception {
        peer.emit("echo", new byte[] {0, 1, -1}, new JSONObject().put("inner", new byte[] {2}));
        List<Object> echo = peer.next();
        assertArrayEquals(new byte[] {0, 1, -1}, (byte[]) echo.get(1));
        assertArrayEquals(new byte[] {2}, (byte[]) ((JSONObject) echo.get(2)).get("inner"));
    }
}
