package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A link that sends several messages at once gets all that waits. */
class BatchTest {

    private final EngineFixture engine = new EngineFixture();
    private final BatchingLink link = new BatchingLink();

    private EngineSession open(String query) {
        engine.server.onRequest(new FakeWebSocketExchange(query) {
            @Override
            public void accept(int maxMessageBytes, boolean deflate, WebSocketListener listener) {
                listener.onOpen(link);
            }
        });
        return engine.session();
    }

    @Test
    void whatWaitsGoesOutInOneSendAndInOrder() {
        EngineSession session = open(EngineFixture.WS_HANDSHAKE);
        for (String packet : List.of("4a", "4b", "4c")) {
            session.send(List.of(OutboundPacket.text(packet)));
        }
        assertEquals(1, link.sends.size(), "the open packet is in flight");
        link.complete();
        assertEquals(List.of("4a", "4b", "4c"), link.texts(1));
        link.complete();
        session.send(List.of(OutboundPacket.text("4d")));
        assertEquals(List.of("4d"), link.texts(2));
    }

    @Test
    void batchHasABoundAndLargePacketsGoAlone() {
        EngineSession session = open(EngineFixture.WS_HANDSHAKE);
        String half = "4" + "x".repeat(8_000);
        String large = "4" + "y".repeat(100_000);
        for (String packet : List.of(half, half, half, large, "4end")) {
            session.send(List.of(OutboundPacket.text(packet)));
        }
        link.complete();
        assertEquals(List.of(half, half), link.texts(1));
        link.complete();
        assertEquals(List.of(half), link.texts(2));
        link.complete();
        assertEquals(List.of(large), link.texts(3));
        link.complete();
        assertEquals(List.of("4end"), link.texts(4));
    }

    /** Recipients of a broadcast share the packet, and so the frame that the first one makes. */
    @Test
    void linkGetsThePacketsThemselves() {
        EngineSession session = open(EngineFixture.WS_HANDSHAKE);
        OutboundPacket text = OutboundPacket.text("4a");
        OutboundPacket binary = OutboundPacket.binary(new byte[] {1});
        session.send(List.of(text, binary));
        link.complete();
        assertSame(text, link.sends.get(1).get(0));
        assertSame(binary, link.sends.get(1).get(1));
    }

    @Test
    void clientWithoutBinaryFramesGetsText() {
        EngineSession session = open(EngineFixture.WS_HANDSHAKE + "&b64=1");
        session.send(List.of(OutboundPacket.binary(new byte[] {1, 2})));
        link.complete();
        assertTrue(link.texts(1).get(0).startsWith("b"));
    }
}
