package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Whatever the application runs on the path of the sockets finds the contexts of its own request. On Tomcat, half of all anonymous handshakes found the
 * {@code @SessionScoped} beans of a user whose asynchronous request had been on the same thread before; on WildFly, no beans were there.
 */
@ArquillianTest
class ContextsIT {

    private static final int HANDSHAKES = 400;

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.contexts("contexts");
    }

    @Test
    void everybodySeesTheirOwnBeansAndPrincipal() throws Exception {
        assertEverybodySeesTheirOwn(application);
    }

    static void assertEverybodySeesTheirOwn(URL application) throws Exception {
        try (WeldWarnings warnings = new WeldWarnings()) {
            assertRight(new Crowd(application, pages()).handshakes(HANDSHAKES));
            assertEquals(List.of(), warnings.all());
        }
    }

    private static List<String> pages() {
        List<String> pages = new ArrayList<>(List.of("pages/async", "pages/async", "pages/tell", "pages/who"));
        // There, no contexts are active behind a dispatch of the application itself.
        if (!List.of("glassfish", "payara").contains(System.getProperty("arquillian.launch"))) {
            pages.add(1, "pages/dispatch");
        }
        if (!TestWar.isBareServletContainer()) {
            pages.add("rest/late");
        }
        return pages;
    }

    private static void assertRight(String seen) {
        List<String> wrong = Stream.of(seen.substring(1, seen.length() - 1).split(", "))
                .filter(each -> !each.contains(": right="))
                .toList();
        assertEquals(List.of(), wrong, seen);
    }
}
