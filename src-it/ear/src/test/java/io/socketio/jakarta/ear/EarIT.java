package io.socketio.jakarta.ear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each WAR of an EAR answers for itself alone, wherever the library lies. */
class EarIT {

    @SuppressWarnings("NullAway.Init")
    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    static Stream<Arguments> wars() {
        return FullServer.chosen().layouts().stream().filter(Layout::hasDesk).flatMap(layout -> layout.wars().stream()
                .map(war -> Arguments.of(layout, war)));
    }

    static final List<Layout> OF_TWO_WARS = FullServer.chosen().layouts().stream()
            .filter(layout -> layout.wars().size() == 2)
            .toList();

    @ParameterizedTest
    @MethodSource("wars")
    void beanAnswersTheEventsOfItsWar(Layout layout, String war) throws Exception {
        URI address = server.await(layout, war);
        for (String transport : FullServer.chosen().transports()) {
            try (Peer ann = Peer.connect(address, "/", transport);
                    Peer bob = Peer.connect(address, "/only-" + war, transport)) {
                assertEquals(war, ann.ask("who"));
                assertEquals("only " + war, bob.ask("who"));
            }
        }
    }

    @Test
    void beanThatIsTheOnlyOneOfItsWarIsFound() throws Exception {
        try (Peer ann = Peer.connect(server.await(Layout.ONE_BEAN, "one"), "/only-one")) {
            assertEquals("only one", ann.ask("who"));
        }
    }

    @ParameterizedTest
    @MethodSource("wars")
    void beansOfTheLibrarysScopesAreFound(Layout layout, String war) throws Exception {
        URI address = server.await(layout, war);
        try (Peer ann = Peer.connect(address, "/");
                Peer bob = Peer.connect(address, "/")) {
            assertEquals("1", ann.ask("count"));
            assertEquals("2", ann.ask("count"));
            assertEquals("1", bob.ask("count"));
        }
    }

    @ParameterizedTest
    @MethodSource("wars")
    void observersAndInterceptorsHearOfTheirWarOnce(Layout layout, String war) throws Exception {
        URI address = server.await(layout, war);
        try (Peer ann = Peer.connect(address, "/")) {
            assertEquals(war, ann.ask("who"));
            String journal = ann.ask("journal");
            assertEquals(2, journal.split("connected " + ann.id(), -1).length, journal);
            assertEquals(2, journal.split("asked " + ann.id(), -1).length, journal);
            assertTrue(journal.endsWith("\"intercepted journal\"]"), journal);
        }
    }

    @ParameterizedTest
    @FieldSource("OF_TWO_WARS")
    void namespacesOfTheOtherWarAreUnknown(Layout layout) throws Exception {
        assertTrue(Peer.outcome(server.await(layout, "one"), "/only-two").contains("Invalid namespace"));
        assertTrue(Peer.outcome(server.await(layout, "two"), "/only-one").contains("Invalid namespace"));
    }

    @ParameterizedTest
    @FieldSource("OF_TWO_WARS")
    void whatOneWarEmitsItsOwnClientsHearAlone(Layout layout) throws Exception {
        for (String war : List.of("one", "two")) {
            String other = war.equals("one") ? "two" : "one";
            URI address = server.await(layout, war);
            try (Peer ann = Peer.connect(address, "/");
                    Peer bob = Peer.connect(server.await(layout, other), "/")) {
                for (String event : List.of("greet", "call", "publish")) {
                    ann.emit(event);
                    List<Object> heard = ann.next();
                    assertEquals(event + "ed", heard.get(0));
                    assertTrue(String.valueOf(heard.get(1)).contains(war), heard.toString());
                }
                for (String where : List.of("emit", "emit?elsewhere")) {
                    assertEquals(200, server.status(address.resolve(where)));
                    assertEquals(List.of("emitted", war), ann.next());
                }
                // What was sent before would have come before this.
                assertEquals(other, bob.ask("who"));
                assertEquals(List.of(), bob.rest());
                assertEquals(war, ann.ask("who"));
                assertEquals(List.of(), ann.rest());
            }
        }
    }

    static final List<Layout> WITH_SHARED_BEAN =
            FullServer.chosen().layouts().stream().filter(Layout::hasSharedBean).toList();

    @ParameterizedTest(allowZeroInvocations = true)
    @FieldSource("WITH_SHARED_BEAN")
    void beansOfTheEarsLibrariesServeEachWar(Layout layout) throws Exception {
        try (Peer ann = Peer.connect(server.await(layout, "one"), "/common");
                Peer bob = Peer.connect(server.await(layout, "two"), "/common")) {
            for (Peer peer : List.of(ann, bob)) {
                assertEquals("common", peer.ask("who"));
                peer.emit("announce", peer.id());
                assertEquals(List.of("announced", peer.id()), peer.next());
            }
            assertEquals("common", ann.ask("who"));
            assertEquals(List.of(), ann.rest());
            assertEquals(List.of(), bob.rest());
        }
    }

    @Test
    void libraryInBothPlacesIsToldForEachWar() throws Exception {
        for (String war : Layout.LIBRARY_IN_BOTH_PLACES.wars()) {
            server.await(Layout.LIBRARY_IN_BOTH_PLACES, war);
        }
        List<String> told =
                server.log().lines().filter(line -> line.contains("SIO-0322")).toList();
        assertEquals(2, told.size(), told.toString());
        for (String line : told) {
            assertTrue(line.contains("library 2 times"), line);
            assertEquals(3, line.split("socketio-jakarta-0", -1).length, line);
        }
    }

    /** What CDI has not found would be told with this code. */
    @Test
    void noNamespaceBeanIsMissed() throws Exception {
        for (Layout layout : FullServer.chosen().layouts()) {
            for (String war : layout.wars()) {
                server.await(layout, war);
            }
        }
        assertFalse(server.log().contains("SIO-0321"), server.log());
    }
}
