package io.socketio.jakarta.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** permessage-deflate in both directions: what {@link MessageDeflater} compresses is what {@link FrameReader} reads, with a mask added. */
class DeflateTest {

    private static final int LIMIT = 100_000;
    private static final DeflateParameters TAKEOVER = new DeflateParameters(false, false, 0, 0);
    private static final DeflateParameters NO_TAKEOVER = new DeflateParameters(true, true, 0, 0);

    private final Recorded recorded = new Recorded();

    /** The frame of a server as the frame of a client. */
    private static byte[] masked(byte[] frame) {
        byte[] payload = Arrays.copyOfRange(frame, Frames.payloadStart(frame), frame.length);
        return ClientFrame.of(frame[0] & 0xff, payload);
    }

    private static void read(FrameReader reader, byte[] frame) throws WebSocketViolation {
        reader.read(frame, 0, frame.length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messagesComeBackInOrder(boolean takeover) throws Exception {
        DeflateParameters parameters = takeover ? TAKEOVER : NO_TAKEOVER;
        MessageDeflater deflater = new MessageDeflater(parameters);
        FrameReader reader = new FrameReader(recorded, LIMIT, parameters);
        Random random = new Random(1);
        for (int length : new int[] {1024, 1025, 4096, 30_000, LIMIT}) {
            StringBuilder text = new StringBuilder();
            while (text.length() < length) {
                text.append((char) ('a' + random.nextInt(20)));
            }
            recorded.events.clear();
            byte[] frame = deflater.compress(Frames.text(text.toString()));
            assertTrue(frame.length < length, "not compressed: " + frame.length);
            read(reader, masked(frame));
            assertEquals(List.of("text " + text), recorded.events);
        }
    }

    @Test
    void contextTakeoverMakesRepetitionsSmall() {
        String text = new Random(1)
                .ints(2000, 33, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        MessageDeflater with = new MessageDeflater(TAKEOVER);
        MessageDeflater without = new MessageDeflater(NO_TAKEOVER);
        int first = with.compress(Frames.text(text)).length;
        assertTrue(with.compress(Frames.text(text)).length < first / 10);
        assertEquals(without.compress(Frames.text(text)).length, without.compress(Frames.text(text)).length);
    }

    @Test
    void compressedMessageMayHaveFragments() throws Exception {
        byte[] frame = new MessageDeflater(TAKEOVER).compress(Frames.text("4" + "ä".repeat(5000)));
        byte[] payload = Arrays.copyOfRange(frame, Frames.payloadStart(frame), frame.length);
        FrameReader reader = new FrameReader(recorded, LIMIT, TAKEOVER);
        read(reader, ClientFrame.of(0x41, Arrays.copyOf(payload, 10)));
        read(reader, ClientFrame.of(0x89));
        read(reader, ClientFrame.of(0x80, Arrays.copyOfRange(payload, 10, payload.length)));
        assertEquals(List.of("ping ", "text 4" + "ä".repeat(5000)), recorded.events);
    }

    @Test
    void bombEndsAtTheLimit() {
        byte[] bomb = new MessageDeflater(TAKEOVER).compress(Frames.binary(new byte[50_000_000]));
        assertTrue(bomb.length < LIMIT, "the compressed form passes");
        FrameReader reader = new FrameReader(recorded, LIMIT, TAKEOVER);
        WebSocketViolation violation = assertThrows(WebSocketViolation.class, () -> read(reader, masked(bomb)));
        assertEquals(1009, violation.closeCode());
        assertEquals(List.of(), recorded.events);
    }

    @Test
    void garbageAndBadTextAre1007() {
        FrameReader reader = new FrameReader(recorded, LIMIT, TAKEOVER);
        byte[] garbage = ClientFrame.of(0xc1, ClientFrame.bytes(0xff, 0xff, 0xff));
        assertEquals(
                1007,
                assertThrows(WebSocketViolation.class, () -> read(reader, garbage))
                        .closeCode());
        byte[] badText = Frames.binary(ClientFrame.bytes(0xc0, 0xaf));
        badText[0] = (byte) 0x81;
        byte[] frame = masked(new MessageDeflater(TAKEOVER).compress(badText));
        FrameReader other = new FrameReader(recorded, LIMIT, TAKEOVER);
        assertEquals(
                1007,
                assertThrows(WebSocketViolation.class, () -> read(other, frame)).closeCode());
    }

    @Test
    void compressedBitMayStandOnlyOnTheFirstFrameOfAMessage() {
        for (byte[] bytes : List.of(
                ClientFrame.of(0xc9), ClientFrame.joined(ClientFrame.of(0x01, (byte) 'a'), ClientFrame.of(0xc0)))) {
            FrameReader reader = new FrameReader(recorded, LIMIT, TAKEOVER);
            assertEquals(
                    1002,
                    assertThrows(WebSocketViolation.class, () -> read(reader, bytes))
                            .closeCode());
        }
    }

    @Test
    void uncompressedMessagesMayComeBetween() throws Exception {
        FrameReader reader = new FrameReader(recorded, LIMIT, TAKEOVER);
        MessageDeflater deflater = new MessageDeflater(TAKEOVER);
        read(reader, masked(deflater.compress(Frames.text("a".repeat(2000)))));
        read(reader, ClientFrame.text("b"));
        read(reader, masked(deflater.compress(Frames.text("a".repeat(2000)))));
        assertEquals(List.of("text " + "a".repeat(2000), "text b", "text " + "a".repeat(2000)), recorded.events);
    }

    /** RFC 7692, section 7.2.3.4: a block may be the final one of its DEFLATE stream. */
    @Test
    void finalBlockIsAccepted() throws Exception {
        FrameReader reader = new FrameReader(recorded, LIMIT, TAKEOVER);
        byte[] hello = ClientFrame.bytes(0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00);
        for (int i = 0; i < 3; i++) {
            read(reader, ClientFrame.of(0xc1, hello));
        }
        assertEquals(List.of("text Hello", "text Hello", "text Hello"), recorded.events);
    }

    @Test
    void randomCompressedBytesEndInAMessageOrAViolation() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("DeflateTest seed " + seed);
        Random random = new Random(seed);
        byte[] valid = new MessageDeflater(TAKEOVER).compress(Frames.text("4[\"hello\"]".repeat(300)));
        for (int i = 0; i < 20_000; i++) {
            byte[] frame = masked(valid.clone());
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                frame[6 + random.nextInt(frame.length - 6)] ^= (byte) (1 << random.nextInt(8));
            }
            FrameReader reader = new FrameReader(recorded, LIMIT, TAKEOVER);
            try {
                read(reader, frame);
            } catch (WebSocketViolation e) {
                assertTrue(e.closeCode() == 1007 || e.closeCode() == 1009, () -> "seed " + seed);
            }
            reader.end();
            recorded.events.clear();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate | permessage-deflate",
                "permessage-deflate; client_max_window_bits | permessage-deflate",
                "permessage-deflate; client_max_window_bits=10 | permessage-deflate; client_max_window_bits=10",
                "permessage-deflate; client_max_window_bits=\"15\" | permessage-deflate; client_max_window_bits=15",
                "permessage-deflate; server_no_context_takeover | permessage-deflate; server_no_context_takeover",
                "permessage-deflate; client_no_context_takeover | permessage-deflate; client_no_context_takeover",
                "permessage-deflate; server_max_window_bits=15 | permessage-deflate; server_max_window_bits=15",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate | permessage-deflate",
                "x-webkit-deflate-frame, permessage-deflate | permessage-deflate",
                "permessage-deflate; server_max_window_bits=10 | none",
                "permessage-deflate; server_max_window_bits | none",
                "permessage-deflate; server_max_window_bits=16 | none",
                "permessage-deflate; client_max_window_bits=7 | none",
                "permessage-deflate; client_max_window_bits=08 | none",
                "permessage-deflate; client_max_window_bits=x | none",
                "permessage-deflate; server_no_context_takeover=true | none",
                "permessage-deflate; client_no_context_takeover; client_no_context_takeover | none",
                "permessage-deflate; unknown | none",
                "permessage-bzip2 | none",
            })
    void offersAreAnswered(String offer, String answer) {
        DeflateParameters accepted = DeflateParameters.accept(offer);
        assertEquals(answer, accepted == null ? "none" : accepted.response());
    }

    @Test
    void nothingIsNegotiatedWithoutAnOffer() {
        assertTrue(Objects.isNull(DeflateParameters.accept(null)));
    }
}
