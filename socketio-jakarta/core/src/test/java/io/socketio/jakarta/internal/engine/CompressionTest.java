package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class CompressionTest {

    private static final String LONG = "4" + "x".repeat(2_000);

    private final EngineFixture engine = new EngineFixture();

    @Test
    void gzipAnswerHoldsThePayload() throws IOException {
        FakeHttpExchange poll = poll("gzip", OutboundPacket.text(LONG));
        assertEquals("gzip", poll.responseHeaders().first("Content-Encoding"));
        assertNull(poll.responseHeaders().first("Vary"));
        assertTrue(poll.bodyBytes().length < 200);
        assertEquals(LONG, text(new GZIPInputStream(new ByteArrayInputStream(poll.bodyBytes()))));
    }

    @Test
    void deflateIsTheZlibFormat() throws IOException {
        FakeHttpExchange poll = poll("deflate", OutboundPacket.text(LONG));
        assertEquals("deflate", poll.responseHeaders().first("Content-Encoding"));
        assertEquals(LONG, text(new InflaterInputStream(new ByteArrayInputStream(poll.bodyBytes()))));
    }

    @Test
    void shortAnswerIsNotCompressed() {
        assertNull(poll("gzip", OutboundPacket.text("4" + "x".repeat(1_022)))
                .responseHeaders()
                .first("Content-Encoding"));
        assertEquals(
                "gzip",
                poll("gzip", OutboundPacket.text("4" + "x".repeat(1_023)))
                        .responseHeaders()
                        .first("Content-Encoding"));
    }

    @Test
    void packetsThatAskForItAreNotCompressedUnlessAnotherIs() {
        OutboundPacket plain = new OutboundPacket(LONG, null, false);
        assertNull(poll("gzip", plain).responseHeaders().first("Content-Encoding"));
        assertEquals(
                "gzip",
                poll("gzip", plain, OutboundPacket.text("4x")).responseHeaders().first("Content-Encoding"));
    }

    @Test
    void withoutAcceptEncodingNothingIsCompressed() {
        assertEquals(LONG, poll(null, OutboundPacket.text(LONG)).bodyText());
    }

    @Test
    void compressionCanBeOffOrAlways() {
        EngineFixture off =
                new EngineFixture(EngineFixture.options(EnumSet.allOf(TransportName.class), true, -1, 10_000, 1 << 20));
        assertNull(
                poll(off, "gzip", OutboundPacket.text(LONG)).responseHeaders().first("Content-Encoding"));
        EngineFixture always =
                new EngineFixture(EngineFixture.options(EnumSet.allOf(TransportName.class), true, 0, 10_000, 1 << 20));
        assertEquals(
                "gzip",
                poll(always, "gzip", OutboundPacket.text("4x"))
                        .responseHeaders()
                        .first("Content-Encoding"));
    }

    private FakeHttpExchange poll(String acceptEncoding, OutboundPacket... packets) {
        return poll(engine, acceptEncoding, packets);
    }

    private static FakeHttpExchange poll(EngineFixture engine, String acceptEncoding, OutboundPacket... packets) {
        EngineSession session = engine.open();
        session.send(List.of(packets));
        return engine.request(
                "GET",
                "EIO=4&transport=polling&sid=" + session.id(),
                exchange -> acceptEncoding == null ? exchange : exchange.header("accept-encoding", acceptEncoding));
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
