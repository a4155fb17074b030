package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.util.Set;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What carries WebSocket, as an operator and a client see it. */
final class Carriers {

    /** Where {@code auto} chooses the servlet's own upgrade: the whole matrix of tests passes with it there. */
    private static final Set<String> WITH_UPGRADE = Set.of("tomcat", "wildfly");

    static final String UPGRADE = "servlet upgrade";
    static final String ENDPOINT = "Jakarta WebSocket";

    private static final String WEB_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <context-param>
                <param-name>socketio.enabled</param-name>
                <param-value>false</param-value>
              </context-param>
              <context-param>
                <param-name>carrier</param-name>
                <param-value>%s</param-value>
              </context-param>
            </web-app>
            """;

    private Carriers() {}

    static String container() {
        return System.getProperty("arquillian.launch");
    }

    /** What {@code auto} means here, as the start log tells it. */
    static String ofAuto() {
        return WITH_UPGRADE.contains(container()) ? UPGRADE : ENDPOINT;
    }

    /** @param carrier a value of {@code WebSocketImplementation} */
    static WebArchive war(String name, String carrier) {
        return TestWar.withLibrary(name, "carrier", "startlog")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .setWebXML(new StringAsset(WEB_XML.formatted(carrier)))
                .addAsResource(
                        new StringAsset("io.socketio.jakarta.containers.startlog.StartLog"),
                        "META-INF/services/jakarta.enterprise.inject.spi.Extension");
    }

    static String log(URL application) throws Exception {
        return new Browser(application).get("start-log");
    }

    /** The close frame tells who writes the frames: only the servlet's own upgrade can send one without a code. */
    static void assertCarriedBy(String carrier, URL application) throws Exception {
        try (RawPeer peer = RawPeer.joined(application)) {
            assertTrue(peer.receive().text().startsWith("40{"));
            peer.send("42[\"echo\",\"€\"]");
            assertEquals("42[\"echo\",\"€\"]", peer.receive().text());
            peer.send("42[\"close\"]");
            RawPeer.Frame frame = peer.receive();
            while (frame.opcode() != RawPeer.CLOSE) {
                frame = peer.receive();
            }
            assertEquals(carrier.equals(UPGRADE) ? 0 : 2, frame.payload().length, "bytes in the close frame");
        }
    }
}
