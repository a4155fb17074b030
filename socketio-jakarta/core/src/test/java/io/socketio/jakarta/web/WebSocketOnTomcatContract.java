package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a raw client sees of a WebSocket on Tomcat, whatever carries it. */
abstract class WebSocketOnTomcatContract extends WebSocketOnTomcatFixture {

    @Test
    void textComesBack() throws Exception {
        try (RawWebSocket socket = open()) {
            for (String message : new String[] {"4", "4hello", "4" + "x".repeat(511), "4" + "€😀ä".repeat(5_000)}) {
                socket.text(message);
                RawWebSocket.Frame reply = socket.receive();
                assertEquals(1, reply.opcode());
                assertTrue(message.equals(reply.text()));
            }
        }
    }

    @Test
    void binaryComesBack() throws Exception {
        byte[] bytes = new byte[70_000];
        new Random(1).nextBytes(bytes);
        try (RawWebSocket socket = open()) {
            socket.binary(bytes);
            RawWebSocket.Frame reply = socket.receive();
            assertEquals(2, reply.opcode());
            assertArrayEquals(bytes, reply.payload());
        }
    }

    @Test
    void fragmentsAreJoined() throws Exception {
        try (RawWebSocket socket = open()) {
            socket.frame(0x01, "4he".getBytes());
            socket.frame(0x00, "ll".getBytes());
            socket.frame(0x80, "o".getBytes());
            assertEquals("4hello", socket.receive().text());
        }
    }

    @Test
    void messageOfExactlyTheLimitIsTaken() throws Exception {
        try (RawWebSocket socket = open()) {
            String message = "4" + "ä".repeat((LIMIT - 2) / 2) + "x";
            socket.text(message);
            assertTrue(message.equals(socket.receive().text()));
        }
    }

    @Test
    void largerTextIsClosedWith1009AndNoReason() throws Exception {
        try (RawWebSocket socket = open()) {
            socket.text("4" + "ä".repeat(LIMIT / 2));
            RawWebSocket.Frame close = socket.receive();
            assertEquals(8, close.opcode());
            assertEquals(1009, close.closeCode());
            assertEquals("", close.closeReason());
            assertEquals("transport error", hooks.closeReasons.poll(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void largerBinaryIsClosedWith1009AndNoReason() throws Exception {
        try (RawWebSocket socket = open()) {
            socket.binary(new byte[LIMIT + 1]);
            RawWebSocket.Frame close = socket.receive();
            assertEquals(1009, close.closeCode());
            assertEquals("", close.closeReason());
        }
    }

    @Test
    void clientThatGoesIsNoticed() throws Exception {
        open().close();
        assertEquals("transport close", hooks.closeReasons.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void firstSubprotocolIsEchoed() throws Exception {
        try (RawWebSocket socket = open("Sec-WebSocket-Protocol: first, second")) {
            assertEquals("first", socket.handshake.header("Sec-WebSocket-Protocol"));
        }
    }

    @Test
    void compressionIsNotNegotiatedUnlessAsked() throws Exception {
        try (RawWebSocket socket = open("Sec-WebSocket-Extensions: permessage-deflate")) {
            assertNull(socket.handshake.header("Sec-WebSocket-Extensions"));
        }
        try (EmbeddedTomcat other = EmbeddedTomcat.echoing(
                        new EchoHooks(), options().perMessageDeflate(true).build());
                RawWebSocket socket =
                        new RawWebSocket(other.port(), TARGET, "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertEquals("permessage-deflate", socket.handshake.header("Sec-WebSocket-Extensions"));
        }
    }

    @Test
    void headersOfTheEngineReachTheHandshake() throws Exception {
        hooks.headers = Map.of("X-Test", "yes");
        try (RawWebSocket socket = open()) {
            assertEquals("yes", socket.handshake.header("X-Test"));
        }
    }

    @Test
    void refusalIsAProperAnswer() throws Exception {
        try (RawWebSocket socket =
                new RawWebSocket(tomcat.port(), "/socket.io/?EIO=4&transport=websocket&sid=nobody")) {
            assertEquals(400, socket.handshake.status());
            assertEquals("Session ID unknown", socket.handshake.text());
            assertEquals("close", socket.handshake.header("Connection"));
            assertTrue(socket.http.isClosedByPeer());
        }
    }

    @Test
    void flawedHandshakesAreAnswered400Or405() throws Exception {
        String[][] flawed = {
            {"GET", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13", "400"},
            {"GET", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 7", "400"},
            {"POST", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "405"},
        };
        for (String[] each : flawed) {
            try (RawHttp http = new RawHttp(tomcat.port())) {
                http.request(each[0], TARGET, null, "Connection: Upgrade", "Upgrade: websocket", each[1], each[2]);
                assertEquals(Integer.parseInt(each[3]), http.receive().status());
            }
        }
    }

    /** The container builds a URI of the query, which fails for characters that the wire allows. */
    @Test
    void queryNeedNotBeAValidUri() throws Exception {
        tomcat.tomcat().getConnector().setProperty("relaxedQueryChars", "|");
        try (RawWebSocket socket = new RawWebSocket(tomcat.port(), TARGET + "&a=%zz")) {
            assertEquals(101, socket.handshake.status());
        }
    }

    @Test
    void lateConsentOpensTheSession() throws Exception {
        CompletableFuture<String> decision = new CompletableFuture<>();
        hooks.allow = exchange -> decision.thenApply(message -> message);
        try (RawWebSocket socket = new RawWebSocket(tomcat.port(), TARGET)) {
            assertEquals(101, socket.handshake.status());
            socket.text("4early");
            assertNotNull(hooks.handshakes.poll(5, TimeUnit.SECONDS));
            decision.complete(null);
            assertTrue(socket.receive().text().startsWith("0{"));
            assertEquals("4early", socket.receive().text());
            socket.text("4late");
            assertEquals("4late", socket.receive().text());
        }
    }

    @Test
    void lateRefusalClosesTheConnection() throws Exception {
        CompletableFuture<String> decision = new CompletableFuture<>();
        hooks.allow = exchange -> decision.thenApply(message -> message);
        try (RawWebSocket socket = new RawWebSocket(tomcat.port(), TARGET)) {
            decision.complete("no");
            assertEquals(8, socket.receive().opcode());
        }
        assertTrue(hooks.sessions.isEmpty());
    }

    @Test
    void pollingSessionMovesToWebSocket() throws Exception {
        try (RawHttp http = new RawHttp(tomcat.port())) {
            http.get("/socket.io/?EIO=4&transport=polling");
            http.request("GET", "/socket.io/?EIO=4&transport=polling&sid=sid-1", null);
            try (RawWebSocket socket = new RawWebSocket(tomcat.port(), TARGET + "&sid=sid-1")) {
                socket.text("2probe");
                assertEquals("3probe", socket.receive().text());
                assertEquals("6", http.receive().text());
                socket.text("5");
                socket.text("4hello");
                assertEquals("4hello", socket.receive().text());
            }
        }
    }

    /** For several clients, as that of a broadcast. */
    private static OutboundPacket shared(String text) {
        return new OutboundPacket(text, null, true, true);
    }

    @Test
    void whatWaitsForAClientArrivesInOrder() throws Exception {
        try (RawWebSocket socket = open()) {
            EngineSession session = hooks.sessions.poll(5, TimeUnit.SECONDS);
            int count = 600;
            for (int i = 0; i < count; i++) {
                String text = "4" + i + "ä".repeat(i % 10 == 0 ? 9_000 : i % 50);
                session.enqueue(List.of(i % 3 == 0 ? shared(text) : OutboundPacket.text(text)));
                session.enqueue(List.of(OutboundPacket.binary(new byte[i])));
                if (i % 7 == 0) {
                    session.flush();
                }
            }
            session.flush();
            for (int i = 0; i < count; i++) {
                assertEquals(
                        "4" + i + "ä".repeat(i % 10 == 0 ? 9_000 : i % 50),
                        socket.receive().text());
                RawWebSocket.Frame binary = socket.receive();
                assertEquals(2, binary.opcode());
                assertEquals(i, binary.payload().length);
            }
        }
    }

    /** More of them than there are threads for sends that wait. */
    @Test
    void clientsThatDoNotReadDelayNobody() throws Exception {
        List<RawWebSocket> stuck = new ArrayList<>();
        List<EngineSession> sessions = new ArrayList<>();
        OutboundPacket large = shared("4" + "x".repeat(12_000_000));
        try (RawWebSocket healthy = open()) {
            EngineSession session = hooks.sessions.poll(5, TimeUnit.SECONDS);
            for (int i = 0; i < 12; i++) {
                stuck.add(open());
                sessions.add(hooks.sessions.poll(5, TimeUnit.SECONDS));
            }
            for (EngineSession each : sessions) {
                each.send(List.of(large));
            }
            for (int i = 0; i < 300; i++) {
                OutboundPacket next = shared("4" + i);
                session.enqueue(List.of(next));
                for (EngineSession each : sessions) {
                    each.enqueue(List.of(next));
                    each.flush();
                }
                session.flush();
                assertEquals("4" + i, healthy.receive().text());
            }
            assertTrue(sessions.stream().allMatch(EngineSession::isOpen));
            RawWebSocket late = stuck.get(0);
            assertEquals(12_000_001, late.receive().payload().length);
            for (int i = 0; i < 300; i++) {
                assertEquals("4" + i, late.receive().text());
            }
        } finally {
            for (RawWebSocket each : stuck) {
                each.close();
            }
        }
    }

    /** A thread that waits for a client must not hold up the undeployment, nor outlive it. */
    @Test
    void sendsThatWaitEndWithTheDeployment() throws Exception {
        List<RawWebSocket> stuck = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            stuck.add(open());
            EngineSession session = hooks.sessions.poll(5, TimeUnit.SECONDS);
            session.send(List.of(shared("4" + "x".repeat(12_000_000))));
            session.send(List.of(OutboundPacket.text("4end")));
        }
        tomcat.close();
        List<String> left = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("socketio-send-"))
                .toList();
        assertEquals(List.of(), left);
        for (RawWebSocket each : stuck) {
            each.close();
        }
        start();
    }
}
