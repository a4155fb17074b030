package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What an operator reads when the application starts. */
@ArquillianTest
class StartLogIT {

    private static final String BEANS = "io.socketio.jakarta.containers.beans.";

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.ofBeans("startlog", "beans", "startlog")
                .addAsResource(
                        new StringAsset("io.socketio.jakarta.containers.startlog.StartLog"),
                        "META-INF/services/jakarta.enterprise.inject.spi.Extension");
    }

    private List<String> messages(String start) throws Exception {
        return Stream.of(new Browser(application).get("start-log").split("\n\n"))
                .filter(message -> message.startsWith(start))
                .toList();
    }

    /** What the setting of this run means on its container. */
    private static String carrier() {
        return switch (System.getProperty("socketio.websocket", "endpoint")) {
            case "upgrade" -> Carriers.UPGRADE;
            case "auto" -> Carriers.ofAuto();
            default -> Carriers.ENDPOINT;
        };
    }

    @Test
    void addressCarrierExecutorAndLimitsAreLoggedAsOneTable() throws Exception {
        List<String> tables = messages("Socket.IO server at ");
        assertEquals(1, tables.size(), tables::toString);
        String table = tables.get(0);
        assertTrue(table.startsWith("Socket.IO server at " + application.getPath() + "socket.io/\n"), table);
        for (String row : List.of(
                "  transports       polling, websocket, with upgrades\n",
                "  websocket        " + carrier() + ", ",
                "  executor         ",
                "  message          up to 1000000 bytes, 10 attachments\n")) {
            assertTrue(table.contains("\n" + row), table);
        }
    }

    @Test
    void namespacesEventsTypesAndRolesAreLoggedAsOneTable() throws Exception {
        List<String> tables = messages("Socket.IO namespaces:\n");
        assertEquals(1, tables.size(), tables::toString);
        for (String rows : List.of("""
                  /members  %sMembers  (roles member)
                    connecting ()  (roles member)
                    connect ()  (everybody)
                    "admin" () -> String  (roles admin)
                    "everybody" () -> String  (everybody)
                    "member" () -> String  (roles member)
                    "nobody" () -> String  (nobody)
                    "owner" () -> String  (roles owner, director)
                    "transport" () -> String  (roles member)
                    disconnecting ()  (everybody)
                    disconnect ()  (everybody)
                """.formatted(BEANS), """
                  /shop  %sShop  (everybody)
                    connecting (Ticket)  (everybody)
                """.formatted(BEANS), """
                    "stock" (Map<String, List<Integer>>, int) -> Map<String, List<Integer>>  (everybody)
                """, """
                    any event ()  (everybody)
                """, """
                    error SoldOut () -> AckError  (everybody)
                """, """
                  /tenant/{id}/{kind}  %sTenants  (everybody)
                """.formatted(BEANS))) {
            assertTrue(tables.get(0).contains(rows), () -> rows + " is not in " + tables);
        }
    }
}
