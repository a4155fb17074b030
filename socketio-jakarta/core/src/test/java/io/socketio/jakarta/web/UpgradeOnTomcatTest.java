package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.websocket.ClientFrame;
import io.socketio.jakarta.options.WebSocketImplementation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The servlet's own upgrade: frames in both directions. */
class UpgradeOnTomcatTest extends WebSocketOnTomcatContract {

    @Override
    WebSocketImplementation implementation() {
        return WebSocketImplementation.UPGRADE;
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
}
