package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.socketio.jakarta.containers.Peer.Luggage;
import java.net.URL;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scopes of sockets and connections, and CDI events in both directions. */
@ArquillianTest
class ScopesIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.ofBeans("scopes", "beans");
    }

    @Test
    void beanOfASocketLivesOnAcrossTheUpgradeAndEndsWithIt() throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String id;
            try (Peer peer = Peer.join(application, "/theatre", "polling", "websocket")) {
                id = peer.id();
                assertEquals("2 since polling", peer.answer("seat"));
                peer.awaitTransport("websocket");
                assertEquals("3 since polling", peer.answer("seat"));
                try (Peer other = Peer.join(application, "/theatre", "websocket")) {
                    assertEquals("2 since websocket", other.answer("seat"));
                }
                assertEquals("seat ends after 3", notes.next("seats"));
            }
            assertEquals("left with 4", notes.next(id));
            assertEquals("seat ends after 4", notes.next("seats"));
        }
    }

    @Test
    void refusedSocketLosesItsBeanToo() throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            Peer.refusal(application, "/theatre", Luggage.auth("late", "yes"), "websocket");
            assertEquals("seat ends after 1", notes.next("seats"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void beanOfAConnectionIsSharedByItsSocketsAndEndsWithTheLast(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application);
                Peer other = Peer.join(application, "/foyer", transport);
                Peer theatre = Peer.join(application, "/theatre", transport)) {
            Peer foyer = theatre.beside("/foyer");
            assertEquals("1", theatre.answer("line"));
            assertEquals("2", foyer.answer("line"));
            assertEquals("1", other.answer("line"));
            foyer.close();
            assertEquals("3", theatre.answer("line"));
            theatre.close();
            assertEquals("line ends after 3", notes.next("lines"));
            // Waited for, or the next round may hear of it.
            other.close();
            assertEquals("line ends after 1", notes.next("lines"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void everyEventAndPhaseHasItsRequestScope(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String subject;
            try (Peer peer = Peer.join(application, "/theatre", transport)) {
                subject = "errands " + peer.id();
                assertEquals("connecting ends", notes.next(subject));
                assertEquals("connect ends", notes.next(subject));
                for (int i = 0; i < 2; i++) {
                    assertEquals("any event again ", peer.answer("errand"));
                    assertEquals("any event again ends", notes.next(subject));
                }
            }
            assertEquals("disconnecting ends", notes.next(subject));
            assertEquals("disconnect ends", notes.next(subject));
            // Waited for, or the next test may hear of it.
            assertEquals("seat ends after 2", notes.next("seats"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void namespaceBeanMayItselfBeOneForEachSocket(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application);
                Peer other = Peer.join(application, "/booth", transport)) {
            String id;
            try (Peer peer = Peer.join(application, "/booth", transport)) {
                id = peer.id();
                assertEquals("2", peer.answer("call"));
                assertEquals("3", peer.answer("call"));
                assertEquals("2", other.answer("call"));
            }
            assertEquals("left after 3", notes.next(id));
            assertEquals("3", other.answer("call"));
        }
    }

    private Peer orders(String transport) throws Exception {
        return Peer.join(application, "/orders", transport);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void observersHearOfSocketsAndEvents(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String id;
            try (Peer peer = orders(transport)) {
                id = peer.id();
                assertEquals("handler", notes.next(id));
                assertEquals("online /orders", notes.next(id));
                peer.ask("place", new JSONObject("{\"id\":7,\"customer\":\"bob\"}"));
                assertEquals("placing OrderPlaced[id=7, customer=bob]", notes.next(id));
            }
            assertEquals("offline", notes.next(id));
        }
    }

    @Test
    void asynchronousObserversHearOfSocketsAndEvents() throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String id;
            try (Peer peer = orders("websocket")) {
                id = peer.id();
                assertEquals("/orders", notes.next("online later " + id));
                peer.ask("place", new JSONObject("{\"id\":8,\"customer\":\"bob\"}"));
                assertEquals("placing OrderPlaced[id=8, customer=bob]", notes.next("later " + id));
            }
            assertEquals("/orders", notes.next("offline later " + id));
        }
    }

    /** Somebody hears all that is fired: nothing of a namespace, or of an event, that nobody observes. */
    @Test
    void whatNobodyObservesIsNotFired() throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String id;
            try (Peer booth = Peer.join(application, "/booth", "websocket")) {
                id = booth.id();
                booth.ask("call");
            }
            assertEquals("left after 2", notes.next(id));
            try (Peer peer = orders("websocket")) {
                peer.ask("i am", "bob");
                peer.ask("place", new JSONObject("{\"id\":6,\"customer\":\"bob\"}"));
                String heard = notes.next("busybody");
                while (!heard.equals("place")) {
                    assertEquals("/orders", heard);
                    heard = notes.next("busybody");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void firedEventsAreEmittedToTheirRoom(String transport) throws Exception {
        try (Peer ann = orders(transport);
                Peer bob = orders(transport)) {
            ann.ask("i am", "ann");
            bob.ask("i am", "bob");
            ann.ask("place", new JSONObject("{\"id\":1,\"customer\":\"bob\"}"));
            ann.ask("place", new JSONObject("{\"id\":2,\"customer\":\"ann\"}"));
            assertEquals(1, placed(bob).getInt("id"));
            assertEquals(2, placed(ann).getInt("id"));
            ann.ask("ship", 9);
            List<Object> shipped = bob.next();
            assertEquals("shipped", shipped.get(0));
            assertEquals(9, ((JSONObject) shipped.get(1)).getInt("id"));
        }
    }

    /** Handlers of sockets run in no transaction. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void outsideOfTransactionsNothingIsWaitedFor(String transport) throws Exception {
        try (Peer bob = orders(transport)) {
            bob.ask("i am", "bob");
            bob.ask("pay", 5, "bob");
            List<Object> paid = bob.next();
            assertEquals("paid", paid.get(0));
            assertEquals(5, ((JSONObject) paid.get(1)).getInt("id"));
        }
    }

    private static JSONObject placed(Peer peer) throws Exception {
        List<Object> event = peer.next();
        assertEquals("placed", event.get(0));
        return (JSONObject) event.get(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void servletEmitsThroughTheInjectedNamespace(String transport) throws Exception {
        try (Peer one = orders(transport);
                Peer two = orders(transport)) {
            assertNotEquals(one.id(), two.id());
            new Browser(application).get("publish?text=news");
            assertEquals(List.of("published", "news"), one.next());
            assertEquals(List.of("published", "news"), two.next());
        }
    }
}
