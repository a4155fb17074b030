package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.core.event.WireArguments;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketArguments;
import io.socketio.jakarta.parser.PacketException;
import io.socketio.jakarta.parser.Parser;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What Java values become, and what the values of clients are read as. */
class ValuesTest {

    public record Item(String name, Integer count, byte[] picture, Instant due) {}

    private enum Size {
        SMALL
    }

    private final JsonbPayloadCodec codec = new JsonbPayloadCodec();
    private final Parser parser = new MsgpackParser(codec);

    private PacketArguments read(byte[] message) throws PacketException {
        return assertInstanceOf(Packet.Event.class, parser.newDecoder(0, 0).onBinary(message))
                .arguments();
    }

    private PacketArguments read(int count, String arguments) throws PacketException {
        return read(Hex.event(count, arguments));
    }

    private PacketArguments roundTrip(Object... args) throws PacketException {
        return read(parser.event("/", Packet.NO_ACK, "e", args).attachments().get(0));
    }

    /** Returns the bytes of the only argument. */
    private String written(Object value) {
        String hex = Hex.hex(parser.event("/", Packet.NO_ACK, "e", new Object[] {value}));
        String before = "83a47479706502a46461746192a165";
        assertTrue(hex.startsWith(before), hex);
        return hex.substring(before.length(), hex.length() - "a36e7370a12f".length());
    }

    @Test
    void textsNumbersAndOptionalsAreWrittenAsTheDefaultParserDoes() {
        assertEquals("a5534d414c4c", written(Size.SMALL));
        assertEquals("a163", written('c'));
        assertEquals("a178", written(new StringBuilder("x")));
        assertEquals("a55054333053", written(Duration.ofSeconds(30)));
        assertEquals("aa323032362d30332d3031", written(LocalDate.of(2026, 3, 1)));
        assertEquals("07", written(Optional.of(7)));
        assertEquals("c0", written(Optional.empty()));
        assertEquals("c0", written(OptionalInt.empty()));
        assertEquals("05", written(OptionalInt.of(5)));
        assertEquals("cb3fb999999999999a", written(0.1f));
        assertEquals("05", written(new BigDecimal("5.00")));
        assertEquals("c3", written(true));
        assertEquals("cb7ff8000000000000", written(Double.NaN));
    }

    @Test
    void bigIntegersKeepTheirDigitsWithin64Bits() throws PacketException {
        assertEquals("cfffffffffffffffff", written(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)));
        assertEquals("d38000000000000000", written(BigInteger.valueOf(Long.MIN_VALUE)));
        assertEquals("cb43f0000000000000", written(BigInteger.ONE.shiftLeft(64)));
        assertEquals("cf7fffffffffffffff", written(Long.MAX_VALUE));
        PacketArguments args = read(3, "cfffffffffffffffff d38000000000000000 cf0020000000000001");
        assertEquals(1.8446744073709552E19, args.number(0));
        assertEquals("18446744073709551615", args.json(0));
        assertEquals(Long.MIN_VALUE, args.number(1));
        assertEquals(9007199254740993L, args.number(2));
        Arguments bound = new WireArguments(args, codec);
        assertEquals(new BigInteger("18446744073709551615"), bound.arg(0, BigInteger.class));
        assertEquals(9007199254740993L, bound.arg(2, long.class));
    }

    @Test
    void containersAreWrittenAtAnyDepthWithBinaryInPlace() throws PacketException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", Arrays.asList(1, null));
        map.put("b", new byte[] {7});
        map.put("c", null);
        assertEquals("83a1619201c0a162c40107a163c0", written(map));
        assertEquals("930102 03".replace(" ", ""), written(new int[] {1, 2, 3}));
        assertEquals("92a178a179", written(new String[] {"x", "y"}));
        assertEquals("c4020102", written(ByteBuffer.wrap(new byte[] {1, 2})));
        Iterable<Integer> items = List.of(1, 2)::iterator;
        assertEquals("920102", written(items));
        PacketArguments args = roundTrip(map, "x", new byte[] {8});
        assertEquals("{\"a\":[1,null],\"b\":{\"_placeholder\":true,\"num\":0},\"c\":null}", args.json(0));
        assertEquals("{\"_placeholder\":true,\"num\":1}", args.json(2));
        assertEquals(2, args.attachments().size());
        assertArrayEquals(new byte[] {7}, args.attachments().get(0));
        assertFalse(args.isBinary(0));
    }

    @Test
    void recordsPassThroughTheCodecBothWays() throws PacketException {
        Item item = new Item("tea", 2, new byte[] {1, 2}, Instant.ofEpochMilli(5));
        Arguments args = new WireArguments(roundTrip(item, List.of(item)), codec);
        Item read = args.arg(0, Item.class);
        assertEquals("tea", read.name());
        assertEquals(2, read.count());
        assertArrayEquals(item.picture(), read.picture());
        assertEquals(item.due(), read.due());
        Map<?, ?> map = (Map<?, ?>) ((List<?>) args.arg(1)).get(0);
        assertEquals("tea", map.get("name"));
        assertArrayEquals(item.picture(), (byte[]) map.get("picture"));
    }

    @Test
    void dataThatContainsItselfIsRefused() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThrows(PayloadException.class, () -> written(list));
    }

    @Test
    void datesOfClientsBindToTimes() throws PacketException {
        // Twice JavaScript's own; then the three forms of the specification.
        PacketArguments packet = read(
                6,
                "d7000000018bcfe5687b d700ffffffffffffffff d6ff00000001 d7ff0000000400000001 c70cff3b9ac9ff0000000000000001 81a164d7000000000000000001");
        Arguments args = new WireArguments(packet, codec);
        assertEquals(Instant.ofEpochMilli(1700000000123L), args.arg(0, Instant.class));
        assertEquals("2023-11-14T22:13:20.123Z", args.arg(0));
        assertEquals(Instant.ofEpochMilli(-1), args.arg(1, Instant.class));
        assertEquals(Instant.ofEpochSecond(1), args.arg(2, Instant.class));
        assertEquals(Instant.ofEpochSecond(1, 1), args.arg(3, Instant.class));
        assertEquals(Instant.ofEpochSecond(1, 999_999_999), args.arg(4, Instant.class));
        assertEquals("{\"d\":\"1970-01-01T00:00:00.001Z\"}", packet.json(5));
    }

    @Test
    void undefinedIsNullAsAnArgumentAndInArraysAndAbsentInObjects() throws PacketException {
        PacketArguments packet = read(3, "d40000 92d4000001 83a161d40000a16201a163d40000");
        assertTrue(packet.isNull(0));
        assertEquals("[null,1]", packet.json(1));
        assertEquals("{\"b\":1}", packet.json(2));
        assertNull(new WireArguments(packet, codec).arg(0, String.class));
        assertEquals("{}", read(1, "81a161d40000").json(0));
    }

    @Test
    void arrayBuffersAreBinaryInEveryForm() throws PacketException {
        PacketArguments args =
                read(5, "c7020001 02 c80002000304 c900000002000506 d5000708 d8 00 000102030405060708090a0b0c0d0e0f");
        for (int i = 0; i < 5; i++) {
            assertTrue(args.isBinary(i), "argument " + i);
        }
        assertArrayEquals(new byte[] {1, 2}, args.binary(0));
        assertArrayEquals(new byte[] {3, 4}, args.binary(1));
        assertArrayEquals(new byte[] {5, 6}, args.binary(2));
        assertArrayEquals(new byte[] {7, 8}, args.binary(3));
        assertEquals(16, args.binary(4).length);
    }

    @Test
    void otherExtensionsAreTheirTypeAndTheirBytes() throws PacketException {
        PacketArguments args = read(1, "c7020509 09");
        assertEquals("[5,{\"_placeholder\":true,\"num\":0}]", args.json(0));
        assertArrayEquals(new byte[] {9, 9}, args.attachments().get(0));
        assertFalse(args.isBinary(0) || args.isNull(0) || args.isString(0) || args.isNumber(0));
    }

    @Test
    void numbersThatAreNoneAreNull() throws PacketException {
        PacketArguments args = read(4, "cb7ff8000000000000 cbfff0000000000000 ca7f800000 ca3fc00000");
        for (int i = 0; i < 3; i++) {
            assertTrue(args.isNull(i) && !args.isNumber(i), "argument " + i);
            assertEquals("null", args.json(i));
        }
        assertEquals(1.5, args.number(3));
    }

    @Test
    void textsAreEscapedInJson() throws PacketException {
        String text = "\"\\/\b\n\u0001é€😀\u2028";
        PacketArguments args = roundTrip(Map.of(text, text));
        assertEquals(Map.of(text, text), new WireArguments(args, codec).arg(0));
        // Bytes that are no UTF-8.
        assertEquals("\"\uFFFD\"", read(1, "a1ff").json(0));
        // JavaScript may have half a character; nothing that Java sends stands for it.
        assertEquals("?", roundTrip("\ud83d").string(0));
    }

    @Test
    void keysOfJavaScriptsObjectsAreOrdinary() throws PacketException {
        Arguments args = new WireArguments(read(1, "82a95f5f70726f746f5f5f01a6746f4a534f4e02"), codec);
        assertEquals(Map.of("__proto__", 1, "toJSON", 2), args.arg(0));
    }

    @Test
    void wholeMessageIsWeighedAndThePositionsOfItsElements() throws PacketException {
        int count = 50_000;
        byte[] message = Hex.repeated("83a47479706502a36e7370a12fa464617461dd0000c351a165", "c0", count, "");
        PacketArguments args = read(message);
        assertEquals(count, args.size());
        assertTrue(args.retainedBytes() >= 5L * count, () -> args.retainedBytes() + " bytes");
        PacketArguments binary =
                read(Hex.repeated("83a47479706502a36e7370a12fa464617461dd00002711a165", "c400", 10_000, ""));
        assertTrue(binary.retainedBytes() >= 10_000 * (2 + 4 + 4), () -> binary.retainedBytes() + " bytes");
        assertEquals(10_000, binary.attachments().size());
    }
}
