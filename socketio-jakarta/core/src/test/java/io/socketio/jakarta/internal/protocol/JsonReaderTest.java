package io.socketio.jakarta.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.parser.PacketException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The codec on JSON-B is the oracle for values, the scanner of packets for what is JSON. */
class JsonReaderTest {

    private static final int ROUNDS = 20_000;

    /** JSON.parse keeps the sign of zero and takes no number with an exponent for an integer; the codec has decimal numbers. */
    private static final Pattern BEYOND_DECIMALS = Pattern.compile("-0|[0-9][eE]");

    @Test
    void valuesAreThoseOfTheCodecAndNothingElseIsRead() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (JsonbPayloadCodec codec = new JsonbPayloadCodec()) {
            for (int i = 0; i < ROUNDS; i++) {
                StringBuilder out = new StringBuilder();
                RandomJson.array(random, out);
                for (int n = random.nextInt(3); n > 0; n--) {
                    RandomJson.mutate(random, out);
                }
                String json = out.toString();
                String shown = "seed " + seed + ", round " + i + ": " + json;
                if (isJson(json)) {
                    Object value = JsonValues.read(json);
                    if (!BEYOND_DECIMALS.matcher(json).find()) {
                        assertEquals(codec.read(json, Object.class, List.of()), value, shown);
                    }
                } else {
                    assertThrows(PayloadException.class, () -> JsonValues.read(json), shown);
                }
            }
        }
    }

    private static boolean isJson(String text) {
        try {
            new JsonScanner(text, 0, JsonScanner.NO_ATTACHMENTS).scan();
            return true;
        } catch (PacketException e) {
            return false;
        }
    }

    @Test
    void membersKeepTheirOrderAndNumbersTheirKind() {
        Object value = JsonValues.read(
                " {\"b\" : [1, -2147483649, 1.0, 1e3, 92233720368547758080], \"a\":{\"_placeholder\":true,\"num\":0},\"\":null} ");
        Map<?, ?> map = (Map<?, ?>) value;
        assertEquals(List.of("b", "a", ""), List.copyOf(map.keySet()));
        assertEquals(Arrays.asList(1, -2147483649L, 1.0, 1000.0, 9.223372036854776E19), map.get("b"));
        assertEquals(Map.of("_placeholder", true, "num", 0), map.get("a"));
    }

    /** An event of a client may have 200 levels, and has a message around it. */
    @Test
    void nestingIsLimited() {
        assertEquals(1, depthOf(JsonValues.read("[]")));
        assertEquals(210, depthOf(JsonValues.read("[".repeat(210) + "]".repeat(210))));
        assertThrows(PayloadException.class, () -> JsonValues.read("[".repeat(211) + "]".repeat(211)));
        assertThrows(PayloadException.class, () -> JsonValues.read("{\"a\":".repeat(100_000)));
    }

    private static int depthOf(Object value) {
        return value instanceof List<?> list && !list.isEmpty() ? 1 + depthOf(list.get(0)) : 1;
    }
}
