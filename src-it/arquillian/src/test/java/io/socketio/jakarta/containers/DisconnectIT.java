package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that end, and what the application hears of it. */
@ArquillianTest
class DisconnectIT {

    /** 60 MB, which is more than sockets hold. */
    private static final int UNREAD_MESSAGES = 1_000;

    /** What docs/concurrency.md promises for the TCP connection of a client that has been closed. */
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String ABORTING = "tomcat|wildfly|jetty|tomee";
    private static final String NOT_ABORTING =
            "the library knows no call of this container that aborts a connection, see docs/concurrency.md";

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.named("disconnect");
    }

    private void assertEnd(String reason, String id) throws Exception {
        try (Peer observer = Peer.connect(application, "websocket")) {
            assertArrayEquals(new Object[] {reason}, observer.ask("end of", id));
        }
    }

    /** Joins and says which id it was given. */
    private static String id(RawPeer peer) throws Exception {
        return new JSONObject(peer.receive().text().substring(2)).getString("sid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void clientThatLeavesIsHeardOf(String transport) throws Exception {
        String id;
        try (Peer peer = Peer.connect(application, transport)) {
            id = peer.id();
        }
        assertEnd("client namespace disconnect", id);
    }

    @Test
    void connectionThatEndsWithoutACloseFrameIsATransportClose() throws Exception {
        String id;
        try (RawPeer peer = RawPeer.joined(application)) {
            id = id(peer);
        }
        assertEnd("transport close", id);
    }

    @Test
    void engineClosePacketEndsTheConnectionWithACloseFrame() throws Exception {
        try (RawPeer peer = RawPeer.joined(application)) {
            String id = id(peer);
            peer.send("1");
            assertEquals(RawPeer.CLOSE, peer.receive().opcode());
            assertEnd("transport close", id);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "arquillian.launch", matches = ABORTING, disabledReason = NOT_ABORTING)
    void clientThatIgnoresTheCloseFrameLosesItsTcpConnection() throws Exception {
        try (RawPeer peer = RawPeer.joined(application)) {
            id(peer);
            peer.send("1");
            long start = System.nanoTime();
            assertEquals(RawPeer.CLOSE, peer.receive().opcode());
            assertThrows(IOException.class, peer::receive);
            assertTrue(System.nanoTime() - start < CLOSE_NANOS);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "arquillian.launch", matches = ABORTING, disabledReason = NOT_ABORTING)
    void clientThatNeverReadsLosesItsTcpConnection() throws Exception {
        try (RawPeer slow = RawPeer.joined(application);
                Peer other = Peer.connect(application, "websocket")) {
            String id = id(slow);
            slow.send("42[\"flood\"]");
            assertArrayEquals(new Object[] {"transport error"}, other.ask("end of", id));
            long start = System.nanoTime();
            // A connection that the server has released answers with a reset, which the next attempt finds.
            assertThrows(IOException.class, () -> {
                while (System.nanoTime() - start < CLOSE_NANOS) {
                    slow.send("3");
                    LockSupport.parkNanos(1_000_000);
                }
            });
        }
    }

    @Test
    void clientThatDoesNotReadLosesItsConnectionAndNobodyElseDoes() throws Exception {
        try (RawPeer slow = RawPeer.joined(application);
                Peer other = Peer.connect(application, "websocket")) {
            String id = id(slow);
            slow.send("42[\"flood\"]");
            assertArrayEquals(new Object[] {"transport error"}, other.ask("end of", id));
            assertArrayEquals(new Object[] {1}, other.ask("ask", 1));
        }
    }

    /** Slowly, so that it is not the emitting that overtakes the sending. */
    @Test
    void memoryForAClientThatDoesNotReadIsBounded() throws Exception {
        String message = "42[\"echo\",\"" + "x".repeat(60_000) + "\"]";
        try (RawPeer slow = RawPeer.joined(application);
                Peer other = Peer.connect(application, "websocket")) {
            CompletableFuture<Object[]> end = other.asking("end of", id(slow));
            int sent = 0;
            while (!end.isDone() && sent < UNREAD_MESSAGES) {
                try {
                    slow.send(message);
                    sent++;
                } catch (IOException e) {
                    break;
                }
                assertArrayEquals(new Object[] {sent}, other.ask("ask", sent));
            }
            int taken = sent;
            assertTrue(taken < UNREAD_MESSAGES, () -> taken + " messages were taken");
            assertArrayEquals(new Object[] {"transport error"}, end.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }
}
