package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.websocket.ClientFrame;
import io.socketio.jakarta.options.WebSocketImplementation;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of connections that the servlet has upgraded: the close handshake, and clients that do not take part in it. */
class UpgradeEndTest extends WebSocketOnTomcatFixture {

    @Override
    WebSocketImplementation implementation() {
        return WebSocketImplementation.UPGRADE;
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
}
