package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.containers.Peer.Luggage;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beans that throw, block and wait; the connection and all others go on. */
@ArquillianTest
class BadBeansIT {

    /** More than ping interval and ping timeout together. */
    private static final int BLOCKED_MILLIS = 7000;

    /** More than the threads that a small container may have for handlers. */
    private static final int WAITERS = 16;

    private static final Pattern QUESTION = Pattern.compile("42/slow,(\\d+)\\[\"name\"]");

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.ofBeans("bad-beans", "badinput", "beans/Notes").setWebXML("badinput/web.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void beanThatThrowsEverywhereStillServesAndEnds(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application)) {
            String id;
            try (Peer peer = Peer.join(application, "/throwing", transport)) {
                id = peer.id();
                for (String event : List.of("event", "later", "unwritable", "mishandled")) {
                    assertEquals("{\"error\":\"internal error\"}", peer.answer(event), event);
                }
                assertEquals("alive", peer.answer("alive"));
            }
            assertEquals("disconnected", notes.next(id));
        }
    }

    /** An {@link Error} is no mistake of the client and no answer for it: nobody knows what has been left undone. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void errorEndsTheConnectionAndTheBeanIsTold(String transport) throws Exception {
        try (NotesReader notes = new NotesReader(application);
                Peer peer = Peer.join(application, "/throwing", transport);
                Peer other = Peer.join(application, "/throwing", transport)) {
            String id = peer.id();
            peer.emit("error");
            assertEquals("disconnected", notes.next(id));
            assertEquals("alive", other.answer("alive"));
        }
    }

    /** What comes before a handler may keep it from being called, but takes neither the answer nor the end from it. */
    @ParameterizedTest
    @CsvSource({
        "filter,polling", "filter,websocket",
        "interceptor,polling", "interceptor,websocket",
        "observer,polling", "observer,websocket"
    })
    void whoeverThrowsAroundTheHandlersTheSocketGoesOnAndEnds(String thrower, String transport) throws Exception {
        String answer = thrower.equals("observer") ? "handled" : "{\"error\":\"internal error\"}";
        try (NotesReader notes = new NotesReader(application)) {
            String id;
            try (Peer peer = Peer.join(application, "/troubled", Luggage.auth("thrower", thrower), transport)) {
                id = peer.id();
                assertEquals(answer, peer.answer("event"));
                assertEquals("alive", peer.answer("alive"));
            }
            notes.await(
                    id,
                    thrower + " throws in CONNECT",
                    thrower + " throws in EVENT",
                    thrower + " throws in DISCONNECT",
                    "disconnected");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void failureWhileConnectingRefusesTheClientButKeepsItsConnection(String transport) throws Exception {
        try (Peer peer = slow(transport)) {
            assertThrows(AssertionError.class, () -> peer.beside("/unwilling"));
            assertEquals("alive", peer.answer("alive"));
        }
    }

    private Peer slow(String transport) throws Exception {
        return Peer.join(application, "/slow", socket -> socket.whenAsked("name", "me"), transport);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void handlersMayWaitForTheirOwnClient(String transport) throws Exception {
        try (Peer peer = slow(transport)) {
            assertEquals("me", peer.answer("name"));
            assertEquals("me again", peer.answer("ask me"));
        }
    }

    /** As many handlers wait at once as would take all threads of a small pool, and their acknowledgements need threads too. */
    @Test
    void manyHandlersMayWaitForTheirOwnClientsAtOnce() throws Exception {
        List<Peer> peers = new ArrayList<>();
        List<CompletableFuture<Object[]>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < WAITERS; i++) {
                peers.add(slow("websocket"));
            }
            for (Peer peer : peers) {
                answers.add(peer.asking("ask me"));
            }
            for (CompletableFuture<Object[]> answer : answers) {
                assertEquals("me again", answer.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS)[0]);
            }
        } finally {
            peers.forEach(Peer::close);
        }
    }

    /** The event is on its way before the handler of the connect, which itself waits, is done. */
    @Test
    void eventsWaitUntilOnConnectIsDone() throws Exception {
        try (RawPeer peer = new RawPeer(application, "EIO=4&transport=websocket")) {
            peer.receive();
            peer.send("40/slow,");
            assertTrue(next(peer).startsWith("40/slow,{\"sid\":"));
            peer.send("42/slow,7[\"name\"]");
            Matcher question = QUESTION.matcher(next(peer));
            assertTrue(question.matches(), question::toString);
            peer.send("43/slow," + question.group(1) + "[\"early\"]");
            assertEquals("43/slow,7[\"early\"]", next(peer));
        }
    }

    /** The next packet that is no ping. */
    private static String next(RawPeer peer) throws Exception {
        String packet = peer.receive().text();
        while (packet.equals("2")) {
            peer.send("3");
            packet = peer.receive().text();
        }
        return packet;
    }

    @Test
    void heartbeatsGoOnWhileAHandlerBlocks() throws Exception {
        try (Peer polling = slow("polling");
                Peer webSocket = slow("websocket");
                Peer other = slow("websocket")) {
            String id = webSocket.id();
            CompletableFuture<Object[]> one = polling.asking("sleep", BLOCKED_MILLIS);
            CompletableFuture<Object[]> two = webSocket.asking("sleep", BLOCKED_MILLIS);
            assertEquals("alive", other.answer("alive"));
            assertEquals("slept", one.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS)[0]);
            assertEquals("slept", two.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS)[0]);
            assertEquals("alive", polling.answer("alive"));
            assertEquals("alive", webSocket.answer("alive"));
            assertEquals(id, webSocket.id());
        }
    }
}
