package io.socketio.jakarta.internal.engine.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes are those that the reference server and socket.io-client 2.5.0 have exchanged. */
class EngineIo3Test {

    private static final String BINARY = "application/octet-stream";
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final String PLACEHOLDER = "{\"_placeholder\":true,\"num\":0}";

    /** Keeps what was decoded, in a readable form. */
    private static final class Decoded implements PacketReceiver {
        final List<String> packets = new ArrayList<>();

        @Override
        public void onMessage(String text) {
            packets.add("text " + text);
        }

        @Override
        public void onMessage(byte[] binary) {
            packets.add("binary " + HexFormat.of().formatHex(binary));
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

    private static List<String> decode(String payload) {
        Decoded decoded = new Decoded();
        EngineIo3.BINARY.decodePayload(payload.getBytes(StandardCharsets.UTF_8), TEXT, decoded);
        return decoded.packets;
    }

    private static List<String> decodeHex(String payload) {
        Decoded decoded = new Decoded();
        EngineIo3.BINARY.decodePayload(HexFormat.of().parseHex(payload), BINARY, decoded);
        return decoded.packets;
    }

    private static List<String> frame(String hex) {
        Decoded decoded = new Decoded();
        EngineIo3.BINARY.decodeBinary(HexFormat.of().parseHex(hex), decoded);
        return decoded.packets;
    }

    private static OutboundPacket text(String wire) {
        return OutboundPacket.text(wire);
    }

    private static OutboundPacket bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return OutboundPacket.binary(bytes);
    }

    private static String text(EngineIo3 revision, OutboundPacket... packets) {
        ProtocolRevision.Payload payload = revision.encodePayload(List.of(packets));
        assertEquals("text/plain; charset=UTF-8", payload.contentType());
        return new String(payload.body(), StandardCharsets.UTF_8);
    }

    private static String hex(OutboundPacket... packets) {
        ProtocolRevision.Payload payload = EngineIo3.BINARY.encodePayload(List.of(packets));
        assertEquals(BINARY, payload.contentType());
        return HexFormat.of().formatHex(payload.body());
    }

    @Test
    void lengthsOfTextPayloadsCountUtf16Units() {
        assertEquals("2:4014:42[\"txt\",\"é€\"]", text(EngineIo3.BINARY, text("40"), text("42[\"txt\",\"é€\"]")));
        assertEquals("11:42[\"q\",\"😀\"]".replace("11:", "12:"), text(EngineIo3.BASE64, text("42[\"q\",\"😀\"]")));
        assertEquals(List.of("text 2[\"q\",\"é\"]", "ping"), decode("11:42[\"q\",\"é\"]1:2"));
        assertEquals(List.of("text 2[\"q\",\"😀\"]"), decode("12:42[\"q\",\"😀\"]"));
    }

    @Test
    void base64PayloadsCarryTheTypeBehindTheB() {
        assertEquals("6:b4AQID6:b4/w==", text(EngineIo3.BASE64, bytes(1, 2, 3), bytes(0xff)));
        assertEquals(
                List.of("text 51-8[\"q\"," + PLACEHOLDER + "]", "binary 01020304"),
                decode("40:451-8[\"q\"," + PLACEHOLDER + "]10:b4AQIDBA=="));
        assertEquals(List.of("binary 010203"), decode("6:b4AQID"));
    }

    @Test
    void binaryPayloadsOfSeveralPackets() {
        assertEquals(
                "0002ff3430"
                        + "000107ff34325b22747874222c22c3a9e282ac225d"
                        + "0104ff04010203"
                        + "0102ff04ff"
                        + "0009ff34325b22656e64225d",
                hex(text("40"), text("42[\"txt\",\"é€\"]"), bytes(1, 2, 3), bytes(0xff), text("42[\"end\"]")));
    }

    @Test
    void lengthsOfBinaryPayloadsAreDigits() {
        byte[] large = new byte[130];
        large[0] = 7;
        String hex = hex(OutboundPacket.binary(large));
        assertTrue(hex.startsWith("01010301ff0407"), hex);
        assertEquals(5 + 131, hex.length() / 2);
        assertEquals(List.of("binary " + HexFormat.of().formatHex(large)), decodeHex(hex));
    }

    @Test
    void binaryPayloadsOfTheClient() {
        assertEquals(
                List.of("text 51-7[\"q\"," + PLACEHOLDER + "]", "binary 010203"),
                decodeHex("000400ff3435312d375b2271222c7b225f706c616365686f6c646572223a747275652c226e756d223a307d5d"
                        + "0104ff04010203"));
        assertEquals(List.of("text 2[\"q\",\"é€😀\"]"), decodeHex("000109ff34325b2271222c22c3a9e282acf09f9880225d"));
        assertEquals(List.of("text hello", "binary 01020304"), decodeHex("0006ff3468656c6c6f0105ff0401020304"));
        assertEquals(List.of("ping", "close"), decodeHex("0001ff320001ff31"));
    }

    @Test
    void controlPacketsMayBeBinary() {
        assertEquals(List.of("ping"), decodeHex("0101ff02"));
        assertEquals(List.of("ping"), frame("02"));
        assertEquals(List.of(), frame("0601"));
        assertEquals(List.of("pong"), decode("2:b3"));
    }

    @Test
    void binaryFramesBeginWithTheType() {
        assertEquals(List.of("binary 0908"), frame("040908"));
        assertEquals(List.of("binary "), frame("04"));
        assertEquals("0401", HexFormat.of().formatHex(EngineIo3.BINARY.toBinaryFrame(new byte[] {1})));
        assertEquals("b4AQI=", EngineIo3.BINARY.toTextFrame(new byte[] {1, 2}));
    }

    @Test
    void openUpgradeNoopAndNothingAreDropped() {
        assertEquals(List.of("text x"), decode("3:0{}1:51:60:2:4x"));
        assertEquals(List.of(), decode("0:"));
    }

    @Test
    void malformedTextPayloadsStopThere() {
        for (String bad : List.of(
                "",
                ":",
                "x",
                "5",
                "5:42",
                ":42",
                "1:2x",
                "-1:2",
                "1.0:2",
                "1e0:2",
                " 1:2",
                "+1:2",
                "0x1:2",
                "99999999999999999999:2",
                "2147483648:2",
                "1:7",
                "1:x",
                "1:b",
                "3:b74",
                "2:\u00e9")) {
            List<String> decoded = decode(bad);
            assertEquals("malformed", decoded.get(decoded.size() - 1), bad);
        }
        assertEquals(List.of("ping", "malformed"), decode("1:25:42"));
        assertEquals(List.of("ping", "malformed"), decode("1:2garbage"));
    }

    @Test
    void malformedBinaryPayloadsStopThere() {
        for (String bad : List.of(
                "",
                "00",
                "01",
                "0001",
                "00ff34",
                "0001ff",
                "0005ff34",
                "02 01 ff 34",
                "000aff34",
                "0001fe34",
                "01ff",
                "0100ff",
                "0101ff07",
                "0000ff",
                "00" + "09".repeat(400) + "ff34",
                "00" + "00".repeat(400) + "01ff34",
                "0002010407040803060408ff34")) {
            List<String> decoded = decodeHex(bad.replace(" ", ""));
            assertEquals("malformed", decoded.get(decoded.size() - 1), bad);
        }
        assertEquals(List.of("ping", "malformed"), decodeHex("0001ff32ab"));
        assertEquals(List.of("malformed"), frame(""));
        assertEquals(List.of("malformed"), frame("07"));
        assertEquals(List.of("malformed"), frame("ff"));
    }

    @Test
    void encodedLengthIsThatOfAsciiPayloads() {
        for (EngineIo3 revision : EngineIo3.values()) {
            for (OutboundPacket packet :
                    List.of(text("42[\"a\"]"), bytes(1), bytes(1, 2, 3), text("4" + "x".repeat(500)))) {
                int length = revision.encodePayload(List.of(packet)).body().length;
                long told = revision.encodedLength(packet);
                assertTrue(told >= length && told <= length + 1, () -> told + " for " + length);
            }
        }
    }

    @Test
    void randomBytesNeitherFailNorTakeLong() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    for (int round = 0; round < 20_000; round++) {
                        byte[] garbage = new byte[random.nextInt(40)];
                        for (int i = 0; i < garbage.length; i++) {
                            garbage[i] =
                                    (byte) (random.nextInt(3) == 0 ? random.nextInt(256) - 128 : random.nextInt(10));
                        }
                        EngineIo3.BINARY.decodePayload(garbage, random.nextBoolean() ? BINARY : null, new Decoded());
                    }
                    byte[] digits = new byte[1_000_000];
                    Arrays.fill(digits, (byte) '1');
                    EngineIo3.BINARY.decodePayload(digits, null, new Decoded());
                    Arrays.fill(digits, (byte) 1);
                    EngineIo3.BINARY.decodePayload(digits, BINARY, new Decoded());
                },
                "seed " + seed);
    }

    @Test
    void whatIsEncodedIsDecodedAgain() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            List<OutboundPacket> packets = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(5); i++) {
                if (random.nextBoolean()) {
                    String text = "é€😀a:1".repeat(random.nextInt(40));
                    packets.add(text("4" + text));
                    expected.add("text " + text);
                } else {
                    byte[] bytes = new byte[random.nextInt(300)];
                    random.nextBytes(bytes);
                    packets.add(OutboundPacket.binary(bytes));
                    expected.add("binary " + HexFormat.of().formatHex(bytes));
                }
            }
            for (EngineIo3 revision : EngineIo3.values()) {
                ProtocolRevision.Payload payload = revision.encodePayload(packets);
                Decoded decoded = new Decoded();
                revision.decodePayload(payload.body(), payload.contentType(), decoded);
                assertEquals(expected, decoded.packets);
            }
        }
    }
}
