package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.websocket.ClientFrame;
import io.socketio.jakarta.internal.websocket.Violations;
import io.socketio.jakarta.options.WebSocketImplementation;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The servlet's own upgrade. */
class UpgradeOnTomcatTest extends WebSocketOnTomcatContract {

    @Override
    WebSocketImplementation implementation() {
        return WebSocketImplementation.UPGRADE;
    }

    private EngineSession session() throws InterruptedException {
        return hooks.sessions.poll(5, TimeUnit.SECONDS);
    }

    @Test
    void serverClosesWithAnEmptyCloseFrame() throws Exception {
        try (RawWebSocket socket = open()) {
            session().close();
            RawWebSocket.Frame close = socket.receive();
            assertEquals(8, close.opcode());
            assertEquals(1005, close.closeCode());
            socket.frame(0x88, new byte[0]);
            assertTrue(socket.http.isClosedByPeer());
        }
    }

    @Test
    void closeOfTheClientIsAnsweredWithItsCodeAndReason() throws Exception {
        try (RawWebSocket socket = open()) {
            byte[] close = {0x0f, (byte) 0xa0, 'b', 'y', 'e'};
            socket.frame(0x88, close);
            RawWebSocket.Frame answer = socket.receive();
            assertEquals(8, answer.opcode());
            assertEquals(4000, answer.closeCode());
            assertEquals("bye", answer.closeReason());
            assertTrue(socket.http.isClosedByPeer());
        }
        assertEquals("transport close", hooks.closeReasons.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void pingIsAnsweredBetweenFragments() throws Exception {
        try (RawWebSocket socket = open()) {
            socket.frame(0x01, "4he".getBytes(StandardCharsets.UTF_8));
            socket.frame(0x89, new byte[] {1, 2, 3});
            RawWebSocket.Frame pong = socket.receive();
            assertEquals(10, pong.opcode());
            assertEquals(3, pong.payload().length);
            socket.frame(0x80, "llo".getBytes(StandardCharsets.UTF_8));
            assertEquals("4hello", socket.receive().text());
        }
    }

    @Test
    void longTextIsOneFrame() throws Exception {
        try (RawWebSocket socket = open()) {
            String message = "4" + "x".repeat(LIMIT - 1);
            socket.text(message);
            assertEquals(0x81, socket.http.in.readUnsignedByte());
            assertEquals(127, socket.http.in.readUnsignedByte());
            assertEquals(LIMIT, socket.http.in.readLong());
            assertTrue(message.equals(new String(socket.http.in.readNBytes(LIMIT), StandardCharsets.UTF_8)));
        }
    }

    @Test
    void everyViolationIsAnsweredWithItsCodeAndNoReason() throws Exception {
        Map<String, RawWebSocket> sockets = new LinkedHashMap<>();
        try (EmbeddedTomcat limited = EmbeddedTomcat.echoing(
                hooks, options().maxPayloadBytes(Violations.LIMIT).build())) {
            for (Map.Entry<String, Violations.Violation> each : Violations.all().entrySet()) {
                RawWebSocket socket = new RawWebSocket(limited.port(), TARGET);
                socket.receive();
                socket.http.socket.getOutputStream().write(each.getValue().bytes());
                sockets.put(each.getKey(), socket);
            }
            int errors = 0;
            for (Map.Entry<String, RawWebSocket> each : sockets.entrySet()) {
                Violations.Violation violation = Violations.all().get(each.getKey());
                errors += violation.code() == Violations.ACCEPTED ? 0 : 1;
                verify(each.getKey(), violation, each.getValue());
            }
            for (int i = 0; i < errors; i++) {
                assertEquals("transport error", hooks.closeReasons.poll(5, TimeUnit.SECONDS));
            }
            for (RawWebSocket socket : sockets.values()) {
                socket.close();
            }
        }
    }

    private static void verify(String name, Violations.Violation violation, RawWebSocket socket) throws IOException {
        RawWebSocket.Frame answer = socket.receive();
        if (violation.code() == Violations.ACCEPTED) {
            assertEquals("4ab", answer.text(), name);
            return;
        }
        while (answer.opcode() != 8) {
            // An echo of what was right before, or a pong.
            answer = socket.receive();
        }
        assertEquals(violation.code(), answer.closeCode(), name);
        assertEquals("", answer.closeReason(), name);
        assertTrue(socket.http.isClosedByPeer(), name);
    }

    @Test
    void framesMayComeOneByteAtATime() throws Exception {
        try (RawWebSocket socket = open()) {
            byte[] frames = ClientFrame.joined(ClientFrame.text("4h€llo"), ClientFrame.of(0x89, (byte) 7));
            socket.http.socket.setTcpNoDelay(true);
            for (byte each : frames) {
                socket.http.socket.getOutputStream().write(each);
                socket.http.socket.getOutputStream().flush();
            }
            // A pong may overtake a message that is being sent.
            Set<String> received =
                    Set.of(socket.receive().text(), socket.receive().text());
            assertEquals(Set.of("4h€llo", "\u0007"), received);
        }
    }

    /** A client may send its first frames together with the request. */
    @Test
    void bytesBehindTheRequestAreRead() throws Exception {
        try (RawHttp http = new RawHttp(tomcat.port())) {
            String head = "GET " + TARGET + " HTTP/1.1\r\nHost: localhost\r\n"
                    + String.join("\r\n", RawWebSocket.UPGRADE) + "\r\n\r\n";
            byte[] all = ClientFrame.joined(
                    head.getBytes(StandardCharsets.US_ASCII), ClientFrame.text("4early"), ClientFrame.text("4bird"));
            http.socket.getOutputStream().write(all);
            assertEquals(101, http.receiveHead().status());
            RawWebSocket socket = RawWebSocket.upgraded(http);
            assertTrue(socket.receive().text().startsWith("0{\"sid\":\""));
            // The echoes are sent by several threads.
            Set<String> echoes =
                    Set.of(socket.receive().text(), socket.receive().text());
            assertEquals(Set.of("4early", "4bird"), echoes);
        }
    }

    /** Whatever waits while the client does not read goes out in order, and nothing is lost when it reads again. */
    @Test
    void sendsWaitForAClientThatDoesNotRead() throws Exception {
        try (RawWebSocket socket = open()) {
            EngineSession session = session();
            String filler = "x".repeat(3_000);
            int count = 1_500;
            for (int i = 0; i < count; i++) {
                assertTrue(session.send(List.of(OutboundPacket.text("4" + i + " " + filler))));
            }
            for (int i = 0; i < count; i++) {
                assertEquals("4" + i + " " + filler, socket.receive().text());
            }
        }
    }

    /** The close frame cannot be written, and the client sends nothing: only the server can end this connection. */
    @Test
    void clientThatNeitherReadsNorSendsIsDisconnectedWithinTheBound() throws Exception {
        try (RawWebSocket socket = open()) {
            EngineSession session = session();
            byte[] filler = new byte[100_000];
            for (int i = 0; i < 100; i++) {
                session.send(List.of(OutboundPacket.binary(filler)));
            }
            long begin = System.nanoTime();
            session.close();
            waitForNoConnections();
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(taken.toSeconds() < 8, "took " + taken);
        }
    }

    /** The server has closed, the client reads on but never answers. */
    @Test
    void clientThatNeverClosesIsDisconnectedWithinTheBound() throws Exception {
        try (RawWebSocket socket = open()) {
            session().close();
            assertEquals(8, socket.receive().opcode());
            socket.http.socket.setSoTimeout(10_000);
            assertTrue(socket.http.isClosedByPeer());
        }
    }

    /** A thread that reads what such a client sends would never have noticed that the connection is to be closed. */
    @Test
    void clientThatFloodsAfterItsViolationIsDisconnectedWithinTheBound() throws Exception {
        try (RawWebSocket socket = open()) {
            byte[] flood = new byte[1_000_000];
            socket.http.socket.getOutputStream().write(ClientFrame.of(0x83));
            long begin = System.nanoTime();
            assertThrows(IOException.class, () -> {
                while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(10)) {
                    socket.http.socket.getOutputStream().write(flood);
                }
            });
        }
        assertEquals("transport error", hooks.closeReasons.poll(5, TimeUnit.SECONDS));
        waitForNoConnections();
    }

    /** Tomcat leaves upgraded connections open when a web application stops, and with them its class loader. */
    @Test
    void undeployClosesConnectionsWhoseClientsDoNotAnswer() throws Exception {
        try (RawWebSocket socket = open();
                RawWebSocket silent = open()) {
            byte[] filler = new byte[100_000];
            session();
            EngineSession stuck = session();
            for (int i = 0; i < 100; i++) {
                stuck.send(List.of(OutboundPacket.binary(filler)));
            }
            tomcat.context().stop();
            assertEquals(8, socket.receive().opcode());
            assertTrue(socket.http.isClosedByPeer());
            assertTrue(silent.http.socket.isConnected());
            waitForNoConnections();
        }
    }

    @Test
    void resetAtEachByteOfAFrameEndsTheSession() throws Exception {
        byte[] frame = ClientFrame.text("4hello");
        for (int length = 0; length <= frame.length; length++) {
            RawWebSocket socket = open();
            socket.http.socket.getOutputStream().write(frame, 0, length);
            Socket tcp = socket.http.socket;
            tcp.setSoLinger(true, 0);
            tcp.close();
            String reason = hooks.closeReasons.poll(5, TimeUnit.SECONDS);
            assertTrue(reason != null && reason.startsWith("transport"), "after " + length + " bytes: " + reason);
        }
        waitForNoConnections();
    }

    @Test
    void manyPingsOfAClientThatDoesNotReadKeepOnePong() throws Exception {
        try (RawWebSocket socket = open()) {
            byte[] pings = ClientFrame.joined(java.util.Collections.nCopies(2_000, ClientFrame.of(0x89, new byte[125]))
                    .toArray(byte[][]::new));
            for (int i = 0; i < 50; i++) {
                socket.http.socket.getOutputStream().write(pings);
            }
            socket.text("4after");
            List<Integer> opcodes = new ArrayList<>();
            RawWebSocket.Frame frame = socket.receive();
            while (frame.opcode() == 10) {
                opcodes.add(frame.opcode());
                frame = socket.receive();
            }
            assertEquals("4after", frame.text());
            assertFalse(opcodes.isEmpty());
        }
    }

    @Test
    void compressedMessagesTravelBothWaysAndABombEndsWith1009() throws Exception {
        try (EmbeddedTomcat other = EmbeddedTomcat.echoing(
                hooks, options().perMessageDeflate(true).maxPayloadBytes(LIMIT).build())) {
            String offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
            try (RawWebSocket socket = new RawWebSocket(other.port(), TARGET, offer)) {
                socket.receive();
                String message = "4" + "hello".repeat(1_000);
                socket.frame(0xc1, RawWebSocket.deflated(message.getBytes(StandardCharsets.UTF_8)));
                assertEquals(0xc1, socket.http.in.readUnsignedByte());
                int length = socket.http.in.readUnsignedByte();
                assertTrue(length < 126, "compressed: " + length);
                assertEquals(message, RawWebSocket.inflated(socket.http.in.readNBytes(length)));
                socket.text("4small");
                assertEquals("4small", socket.receive().text());
                socket.frame(0xc2, RawWebSocket.deflated(new byte[50 * LIMIT]));
                assertEquals(1009, socket.receive().closeCode());
            }
        }
    }

    /** Tomcat counts one more than there are: the one that it waits for. */
    private void waitForNoConnections() throws Exception {
        Object handler = tomcat.tomcat().getConnector().getProtocolHandler();
        Method count = handler.getClass().getMethod("getConnectionCount");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while ((Long) count.invoke(handler) > 1 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(1L, count.invoke(handler));
    }
}
