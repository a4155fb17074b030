package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Single values in msgpack, as servers of a cluster exchange them. */
class MsgpackValuesTest {

    private static Object read(String hex) {
        return MsgpackValues.read(HexFormat.of().parseHex(hex));
    }

    private static String written(Object value) {
        return HexFormat.of().formatHex(MsgpackValues.write(value, new JsonbPayloadCodec()));
    }

    @Test
    void numbersKeepTheirTypesAsInJavaScript() {
        assertEquals(
                Arrays.asList(1.5, -1, -200, 70_000, 1L << 40, null, true),
                read("97cb3ff8000000000000ffd1ff38ce00011170cf0000010000000000c0c3"));
        assertEquals(0x1p64, read("cfffffffffffffffff"));
        assertEquals((double) Long.MIN_VALUE, read("d38000000000000000"));
    }

    @Test
    void numbersThatJsonDoesNotHaveAreNull() {
        assertEquals(Arrays.asList(null, null), read("92cb7ff8000000000000cb7ff0000000000000"));
    }

    @Test
    void datesAreTextsAndUndefinedIsLeftOut() {
        assertEquals(Map.of("d", "2023-11-14T22:13:20.123Z"), read("82a164d7ff1d5353006553f100a175d40000"));
        assertEquals(Arrays.asList((Object) null), read("91d40000"));
    }

    @Test
    void extensionsOfNotepackAreBytesAndOthersTheirTypeAndBytes() {
        assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) read("c7030001 0203".replace(" ", "")));
        List<?> other = (List<?>) read("d505aabb");
        assertEquals(5, other.get(0));
        assertArrayEquals(new byte[] {(byte) 0xaa, (byte) 0xbb}, (byte[]) other.get(1));
    }

    @Test
    void valuesAreWrittenAsNotepackWritesThem() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", Arrays.asList(1, 1.0, 1.5, -1L, "é", null, new byte[] {1}));
        assertEquals("81a161970101cb3ff8000000000000ffa2c3a9c0c40101", written(map));
    }

    @Test
    void hostileBytesAreRefusedBeforeAnythingIsAllocated() {
        for (String hostile : List.of(
                "",
                "c1",
                "dd7fffffff",
                "df7fffffff",
                "c67fffffff",
                "db7fffffff",
                "0000",
                "91".repeat(300),
                "81c0c0",
                "d6ff")) {
            assertThrows(PayloadException.class, () -> read(hostile), hostile);
        }
    }
}
