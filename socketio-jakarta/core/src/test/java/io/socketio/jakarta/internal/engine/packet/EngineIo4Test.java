package io.socketio.jakarta.internal.engine.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.EngineFixture;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.internal.engine.SessionIds;
import io.socketio.jakarta.internal.engine.http.JsonEscaper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EngineIo4Test {

    /** Keeps what was decoded, in a readable form. */
    private static final class Decoded implements PacketReceiver {
        final List<String> packets = new ArrayList<>();

        @Override
        public void onMessage(String text) {
            packets.add("text " + text);
        }

        @Override
        public void onMessage(byte[] binary) {
            packets.add("binary " + Arrays.toString(binary));
        }

        @Override
        public void onPing() {
            packets.add("ping");
        }

        @Override
        public void onPong() {
            packets.add("pong");
        }

        @Override
        public void onClosePacket() {
            packets.add("close");
        }

        @Override
        public void onMalformed() {
            packets.add("malformed");
        }
    }

    @Test
    void packetsComeInOrder() {
        assertEquals(
                List.of("text a", "ping", "pong", "binary [1, 2, 3, 4]", "text ", "close"),
                decode("4a\u001e2\u001e3\u001ebAQIDBA==\u001e4\u001e1"));
    }

    @Test
    void decodingStopsAtTheFirstBadPacket() {
        assertEquals(List.of("text a", "malformed"), decode("4a\u001ex\u001e4b"));
        assertEquals(List.of("text a", "malformed"), decode("4a\u001e"));
        assertEquals(List.of("malformed"), decode(""));
    }

    @Test
    void openUpgradeAndNoopAreDropped() {
        assertEquals(List.of("text x"), decode("0{}\u001e5\u001e6\u001e4x"));
    }

    @Test
    void base64IsLenient() {
        byte[] bytes = {(byte) 0xfb, (byte) 0xff, 0x3e};
        assertArrayEquals(bytes, base64("+/8+"));
        assertArrayEquals(bytes, base64("-_8-"));
        assertArrayEquals(new byte[] {1}, base64("AQ=="));
        assertArrayEquals(new byte[] {1}, base64("AQ"));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, base64(" AQ ID\nBA= ="));
        assertArrayEquals(new byte[] {1}, base64("A\u20acQ"));
        assertArrayEquals(new byte[0], base64("A"));
        assertArrayEquals(new byte[0], base64(""));
        assertArrayEquals(new byte[0], base64("===="));
    }

    @Test
    void base64AgreesWithTheJdk() {
        long seed = new Random().nextLong();
        System.out.println("PayloadTest.base64AgreesWithTheJdk seed " + seed);
        Random random = new Random(seed);
        for (int length = 0; length < 500; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertArrayEquals(bytes, base64(Base64.getEncoder().encodeToString(bytes)));
            assertArrayEquals(
                    bytes, base64(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
        }
    }

    @Test
    void encodingJoinsAndDecodesAgain() {
        byte[] payload = EngineIo4.INSTANCE
                .encodePayload(List.of(
                        OutboundPacket.text("4\u20ac\ud83d\ude00"),
                        OutboundPacket.binary(new byte[] {1, 2, 3, 4}),
                        OutboundPacket.text("4")))
                .body();
        assertEquals("4\u20ac\ud83d\ude00\u001ebAQIDBA==\u001e4", new String(payload, StandardCharsets.UTF_8));
        assertEquals(
                List.of("text \u20ac\ud83d\ude00", "binary [1, 2, 3, 4]", "text "),
                decode(new String(payload, StandardCharsets.UTF_8)));
    }

    @Test
    void hugePayloadsTakeLinearTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            decode("4\u001e".repeat(500_000));
            decode("4" + "2".repeat(1_000_000));
            decode("b" + "A".repeat(1_000_000));
            decode("b" + "=".repeat(1_000_000));
        });
    }

    @Test
    void tenMillionRandomBytesDoNoHarm() {
        long seed = new Random().nextLong();
        System.out.println("PayloadTest.tenMillionRandomBytesDoNoHarm seed " + seed);
        Random random = new Random(seed);
        byte[] likely = "4b3\u001e\u001e0AQ=1256+/".getBytes(StandardCharsets.US_ASCII);
        int total = 0;
        while (total < 10_000_000) {
            byte[] body = new byte[random.nextInt(10_000)];
            random.nextBytes(body);
            if (random.nextBoolean()) {
                for (int i = 0; i < body.length; i++) {
                    body[i] = likely[(body[i] & 0xff) % likely.length];
                }
            }
            Decoded decoded = new Decoded();
            EngineIo4.INSTANCE.decodePayload(body, null, decoded);
            int malformed = decoded.packets.indexOf("malformed");
            assertTrue(malformed < 0 || malformed == decoded.packets.size() - 1);
            assertTrue(decoded.packets.size() <= body.length + 1);
            total += body.length;
        }
    }

    @Test
    void randomBytesOverPostAndWebSocketCostOnlyTheirSession() {
        long seed = new Random().nextLong();
        System.out.println("PayloadTest.randomBytesOverPostAndWebSocket seed " + seed);
        Random random = new Random(seed);
        EngineFixture engine = new EngineFixture();
        EngineSession witness = engine.open();
        for (int i = 0; i < 2_000; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            EngineSession session = engine.open();
            FakeHttpExchange post = engine.request(
                    "POST", "EIO=4&transport=polling&sid=" + session.id(), exchange -> exchange.body(body));
            assertEquals(200, post.status());
            FakeWebSocketExchange candidate = engine.candidate(engine.open());
            candidate.sends(new String(body, StandardCharsets.ISO_8859_1));
            candidate.closes();
            engine.openWebSocket().sends(new String(body, StandardCharsets.ISO_8859_1));
        }
        assertTrue(witness.isOpen());
    }

    @Test
    void idsAreOfTheReferencesFormat() {
        SessionIds ids = new SessionIds(new java.security.SecureRandom());
        String first = ids.next();
        String second = ids.next();
        assertTrue(first.matches("[A-Za-z0-9_-]{16}AAAA"), first);
        assertTrue(second.matches("[A-Za-z0-9_-]{16}AAAB"), second);
        for (int i = 2; i < 1 << 16; i++) {
            ids.next();
        }
        assertTrue(ids.next().endsWith("AQAA"));
    }

    @Test
    void textIsQuotedAsJson() {
        assertEquals("\"a\\\"\\\\\\n\\u0001\u20ac/\\ud83d\"", JsonEscaper.quote("a\"\\\n\u0001\u20ac/\ud83d"));
        assertEquals("\"\ud83d\ude00\"", JsonEscaper.quote("\ud83d\ude00"));
    }

    private static List<String> decode(String payload) {
        Decoded decoded = new Decoded();
        EngineIo4.INSTANCE.decodePayload(payload.getBytes(StandardCharsets.UTF_8), null, decoded);
        return decoded.packets;
    }

    private static byte[] base64(String text) {
        return LenientBase64.decode(text, 0, text.length());
    }
}
