package io.socketio.jakarta.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketException;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultParserTest {

    private static final String PLACEHOLDER_0 = "{\"_placeholder\":true,\"num\":0}";
    private static final String PLACEHOLDER_1 = "{\"_placeholder\":true,\"num\":1}";

    private final DefaultParser encoder = new DefaultParser(new NoCodec());

    @Test
    void connect() {
        assertEquals("40{\"sid\":\"x\"}", encoder.connected("/", "x").head());
        assertEquals(
                "40/admin,{\"sid\":\"a\\\"b\"}",
                encoder.connected("/admin", "a\"b").head());
    }

    @Test
    void disconnect() {
        assertEquals("41", encoder.disconnect("/").head());
        assertEquals("41/admin,", encoder.disconnect("/admin").head());
    }

    @Test
    void connectError() {
        assertEquals(
                "44{\"message\":\"Not authorized\"}",
                encoder.connectError("/", "Not authorized", null).head());
        assertEquals(
                "44/a,{\"message\":\"no \\\"x\\\"\",\"data\":{\"code\":7}}",
                encoder.connectError("/a", "no \"x\"", Map.of("code", 7)).head());
        assertThrows(PayloadException.class, () -> encoder.connectError("/", "no", new byte[1]));
    }

    @Test
    void event() {
        assertEquals("42[\"foo\"]", event("/", Packet.NO_ACK, "foo"));
        assertEquals("4212[\"foo\"]", event("/", 12, "foo"));
        assertEquals("420[\"foo\"]", event("/", 0, "foo"));
        assertEquals("42/admin,456[\"x\",1]", event("/admin", 456, "x", 1));
        assertEquals("42/admin,17[\"x\",\"\",null]", event("/admin", 17, "x", "", null));
    }

    @Test
    void ack() {
        assertEquals(
                "43/admin,13[\"bar\"]",
                encoder.ack("/admin", 13, new Object[] {"bar"}).head());
        assertEquals("430[]", encoder.ack("/", 0, new Object[0]).head());
        assertEquals(
                "431[\"[\",\"b\"]", encoder.ack("/", 1, new Object[] {"[", "b"}).head());
        assertThrows(IllegalArgumentException.class, () -> encoder.ack("/", Packet.NO_ACK, new Object[0]));
    }

    @Test
    void binaryEvent() {
        byte[] first = {1};
        byte[] second = {2};
        EncodedPacket one = encoder.event("/", Packet.NO_ACK, "baz", new Object[] {first});
        EncodedPacket two = encoder.event("/admin", Packet.NO_ACK, "baz", new Object[] {first, second});

        assertEquals("451-[\"baz\"," + PLACEHOLDER_0 + "]", one.head());
        assertSame(first, one.attachments().get(0));
        assertEquals("452-/admin,[\"baz\"," + PLACEHOLDER_0 + "," + PLACEHOLDER_1 + "]", two.head());
        assertEquals(List.of(first, second), two.attachments());
    }

    @Test
    void binaryAck() {
        EncodedPacket packet = encoder.ack("/", 15, new Object[] {"bar", new byte[1]});
        assertEquals("461-15[\"bar\"," + PLACEHOLDER_0 + "]", packet.head());
    }

    @Test
    void attachmentsAreNumberedDepthFirst() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", List.of(new byte[] {1}, new byte[] {2}));
        map.put("b", new byte[] {3});
        EncodedPacket packet = encoder.event("/", Packet.NO_ACK, "x", new Object[] {map, new byte[] {4}});
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(new byte[] {(byte) (i + 1)}, packet.attachments().get(i));
        }
    }

    @Test
    void inputIsNotChanged() {
        byte[] bytes = {1, 2, 3};
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, 2);
        Map<String, Object> map = new HashMap<>(Map.of("b", bytes, "buffer", buffer));
        EncodedPacket packet = encoder.event("/", Packet.NO_ACK, "x", new Object[] {map, buffer});

        assertSame(bytes, map.get("b"));
        assertEquals(2, buffer.remaining());
        assertArrayEquals(new byte[] {2, 3}, packet.attachments().get(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "-0.0|0",
                "1.0|1",
                "-1.5|-1.5",
                "0.1|0.1",
                "123456.789|123456.789",
                "1e15|1000000000000000",
                "1e20|100000000000000000000",
                "1.5e20|150000000000000000000",
                "1e21|1e+21",
                "-1.25e300|-1.25e+300",
                "0.001|0.001",
                "0.000001|0.000001",
                "0.00000123|0.00000123",
                "1e-7|1e-7",
                "1.5e-10|1.5e-10",
                "9007199254740992|9007199254740992",
                "12345678.9|12345678.9",
                "NaN|null",
                "Infinity|null",
                "-Infinity|null",
            })
    void doublesAsJavaScriptPrintsThem(double value, String expected) {
        assertEquals(expected, json(value));
    }

    @Test
    void otherNumbers() {
        assertEquals("-7", json((byte) -7));
        assertEquals("7", json((short) 7));
        assertEquals("9223372036854775807", json(Long.MAX_VALUE));
        assertEquals("0.1", json(0.1f));
        assertEquals("16777216", json(16777216f));
        assertEquals("null", json(Float.NaN));
        assertEquals("5", json(new AtomicLong(5)));
        assertEquals("1000", json(new BigDecimal("1E+3")));
        assertEquals("1.50", json(new BigDecimal("1.50")));
        assertEquals("1E+1000000000", json(new BigDecimal("1E+1000000000")));
        assertEquals("123456789012345678901234567890", json(new BigInteger("123456789012345678901234567890")));
    }

    @Test
    void stringsAsJsonStringify() {
        assertEquals("\"a/b<\u00e9\u2028\u007f\"", json("a/b<\u00e9\u2028\u007f"));
        assertEquals("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\"", json("\"\\\b\f\n\r\t\0\u001f"));
        assertEquals("\"\ud83d\ude00\"", json("\ud83d\ude00"));
        assertEquals("\"x\\ud83d\"", json("x\ud83d"));
        assertEquals("\"\\ude00\\ud83dy\"", json("\ude00\ud83dy"));
        assertEquals("\"c\"", json('c'));
        assertEquals("\"sb\"", json(new StringBuilder("sb")));
    }

    @Test
    void containers() {
        assertEquals("[]", json(List.of()));
        assertEquals("{}", json(Map.of()));
        assertEquals("[]", json(new int[0]));
        assertEquals("[1,null,[\"a\"]]", json(Arrays.asList(1, null, List.of("a"))));
        assertEquals("{\"1\":true}", json(Map.of(1, true)));
        assertEquals("{\"SOURCE\":\"CLASS\"}", json(Map.of(RetentionPolicy.SOURCE, RetentionPolicy.CLASS)));
        Map<String, Object> nulls = new HashMap<>();
        nulls.put(null, null);
        assertEquals("{\"null\":null}", json(nulls));
        assertEquals("[[1,2],[3],[0.5,1],[true],[\"a\"],[4],[null]]", json(new Object[] {
            new int[] {1, 2},
            new long[] {3},
            new double[] {0.5, 1},
            new boolean[] {true},
            new char[] {'a'},
            new short[] {4},
            new String[1]
        }));
    }

    @Test
    void optionals() {
        assertEquals("null", json(Optional.empty()));
        assertEquals("\"a\"", json(Optional.of("a")));
        assertEquals("[3,null]", json(List.of(OptionalInt.of(3), OptionalInt.empty())));
    }

    @Test
    void datesAsIso() {
        assertEquals("\"1970-01-01T00:00:01.500Z\"", json(Instant.ofEpochMilli(1500)));
        assertEquals("\"1970-01-01T00:00:00.000Z\"", json(Instant.EPOCH.plusNanos(999_999)));
        assertEquals("\"1970-01-01T00:00:00.007Z\"", json(new Date(7)));
        assertEquals("\"1970-01-01T00:00:00.007Z\"", json(new java.sql.Date(7)));
        assertEquals("\"2024-02-29\"", json(LocalDate.of(2024, 2, 29)));
        assertEquals("\"PT1.5S\"", json(Duration.ofMillis(1500)));
        assertEquals(
                "\"2024-01-02T03:04:05+01:00\"",
                json(ZonedDateTime.of(2024, 1, 2, 3, 4, 5, 0, ZoneId.of("Europe/Paris"))));
    }

    @Test
    void dataThatContainsItselfIsRefused() {
        List<Object> list = new ArrayList<>();
        list.add(Map.of("list", list));
        Object[] array = new Object[1];
        array[0] = array;

        assertThrows(PayloadException.class, () -> json(list));
        assertTrue(assertThrows(PayloadException.class, () -> json(array))
                .getMessage()
                .contains("does it contain itself?"));
    }

    @Test
    void deepestDataIsWhatTheDecoderTakes() throws PacketException {
        Object value = 1;
        for (int i = 1; i < JsonScanner.MAX_DEPTH; i++) {
            value = List.of(value);
        }
        String head = event("/", Packet.NO_ACK, "x", value);
        new PacketDecoder(0, 0).onText(head, 1);
        Object deeper = List.of(value);
        assertThrows(PayloadException.class, () -> json(deeper));
    }

    @Test
    void restGoesToTheCodec() {
        PayloadException error = assertThrows(PayloadException.class, () -> json(Thread.currentThread()));
        assertTrue(error.getMessage().startsWith("no codec for"));
        // A path is iterable, and its only element is a path again.
        assertThrows(PayloadException.class, () -> json(java.nio.file.Path.of("a")));
    }

    private String event(String namespace, long ackId, String name, Object... args) {
        return encoder.event(namespace, ackId, name, args).head();
    }

    private String json(Object value) {
        String head =
                encoder.event("/", Packet.NO_ACK, "", new Object[] {value}).head();
        return head.substring("42[\"\",".length(), head.length() - 1);
    }
}
