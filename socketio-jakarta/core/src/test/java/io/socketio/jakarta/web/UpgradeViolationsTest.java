package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.websocket.ClientFrame;
import io.socketio.jakarta.internal.websocket.Violations;
import io.socketio.jakarta.options.WebSocketImplementation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that violate RFC 6455 on connections that the servlet has upgraded. */
class UpgradeViolationsTest extends WebSocketOnTomcatFixture {

    @Override
    WebSocketImplementation implementation() {
        return WebSocketImplementation.UPGRADE;
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
}
