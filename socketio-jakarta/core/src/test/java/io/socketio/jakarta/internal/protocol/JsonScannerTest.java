package io.socketio.jakarta.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.parser.PacketException;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {

    private static final JsonProvider JSON = JsonProvider.provider();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "10",
                "-1.5",
                "1e5",
                "1E+5",
                "0.0e-0",
                "true",
                "false",
                "null",
                "\"\"",
                "[]",
                "{}",
                " [ ] ",
                "\t{\r\n}",
                "\"\\u00e9\\uD800\"",
                "\"\ud800\"",
                "\"\u007f\u2028\"",
                "[1,2,[3,{\"a\":[]}]]",
                "{\"a\":1,\"a\":2}",
                "{\"\":{}}"
            })
    void accepts(String json) {
        assertDoesNotThrow(() -> scanned(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "01",
                "-01",
                "+1",
                ".5",
                "1.",
                "1.e5",
                "1e",
                "1e+",
                "0x1",
                "1 2",
                "NaN",
                "Infinity",
                "tru",
                "True",
                "nul",
                "\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u\"",
                "\"\t\"",
                "\"\n\"",
                "\"\0\"",
                "'a'",
                "[",
                "]",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1}",
                "{",
                "}",
                "{1:2}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1]",
                "{\"a\" 1}",
                "{,}",
                "[]]",
                "[] x",
                "\u00a0[]",
                "\ufeff[]",
                "[1]\0",
                "/**/1",
                "\"\\u\uff11\uff12\uff13\uff14\"",
                "\uff11"
            })
    void refuses(String json) {
        assertThrows(PacketException.class, () -> scanned(json));
    }

    @Test
    void findsTheElementsOfTheOuterArray() throws PacketException {
        String text = "x [ \"a,]\" , [1,[2]] ,{ \"k\":[3] }, -4.5 ,true ]\n";
        JsonScanner scanner = new JsonScanner(text, 1, JsonScanner.NO_ATTACHMENTS);
        scanner.scan();
        assertTrue(scanner.isArray());
        assertEquals(List.of("\"a,]\"", "[1,[2]]", "{ \"k\":[3] }", "-4.5", "true"), slices(text, scanner));
    }

    @Test
    void elementsOfAnObjectAreNotCounted() throws PacketException {
        JsonScanner scanner = scanned("{\"a\":[1,2,3]}");
        assertTrue(scanner.isObject());
        assertEquals(0, scanner.count());
    }

    @Test
    void manyElements() throws PacketException {
        JsonScanner scanner = scanned("[" + "1,".repeat(9_999) + "1]");
        assertEquals(10_000, scanner.count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void nestingIsBounded(String open) {
        String close = open.equals("[") ? "]" : "}";
        int max = JsonScanner.MAX_DEPTH;
        assertDoesNotThrow(() -> scanned(open.repeat(max) + "1" + close.repeat(max)));
        assertThrows(PacketException.class, () -> scanned(open.repeat(max + 1) + "1" + close.repeat(max + 1)));
        assertThrows(PacketException.class, () -> scanned(open.repeat(1_000_000)));
    }

    /** Parsson is the oracle: both must take and refuse the same, and see the same elements. */
    @Test
    void agreesWithParssonOnMutatedJson() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("JsonScannerTest.agreesWithParssonOnMutatedJson seed " + seed);
        Random random = new Random(seed);
        int valid = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder out = new StringBuilder();
            RandomJson.array(random, out);
            int mutations = random.nextInt(4);
            for (int m = 0; m < mutations; m++) {
                RandomJson.mutate(random, out);
            }
            String text = out.toString();
            List<String> expected;
            try {
                expected = parsson(text);
            } catch (NumberFormatException exponentTooLargeForParsson) {
                continue;
            }
            List<String> actual = ours(text);
            assertEquals(expected, actual, () -> "seed " + seed + ": " + text);
            valid += actual == null ? 0 : 1;
        }
        assertTrue(valid > 10_000, "too few valid texts: " + valid);
    }

    private static JsonScanner scanned(String json) throws PacketException {
        JsonScanner scanner = new JsonScanner(json, 0, JsonScanner.NO_ATTACHMENTS);
        scanner.scan();
        return scanner;
    }

    private static List<String> slices(String text, JsonScanner scanner) {
        List<String> slices = new ArrayList<>();
        int[] elements = scanner.elements();
        for (int i = 0; i < scanner.count() * JsonScanner.STRIDE; i += JsonScanner.STRIDE) {
            slices.add(text.substring(elements[i], elements[i + 1]));
        }
        return slices;
    }

    private static List<String> ours(String text) {
        try {
            List<String> normalized = new ArrayList<>();
            JsonScanner scanner = scanned(text);
            if (!scanner.isArray()) {
                return List.of("not an array");
            }
            for (String slice : slices(text, scanner)) {
                normalized.add(read(slice).toString());
            }
            return normalized;
        } catch (PacketException invalid) {
            return null;
        }
    }

    private static List<String> parsson(String text) {
        try {
            if (!(read(text) instanceof JsonArray array)) {
                return List.of("not an array");
            }
            List<String> elements = new ArrayList<>();
            for (JsonValue element : array) {
                elements.add(element.toString());
            }
            return elements;
        } catch (JsonParsingException invalid) {
            return null;
        }
    }

    private static JsonValue read(String text) {
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            // Looks behind the value, and throws if more than whitespace follows.
            if (parser.hasNext()) {
                throw new JsonParsingException("more than one value", null);
            }
            return value;
        } catch (NoSuchElementException empty) {
            throw new JsonParsingException("no value", empty, null);
        }
    }
}
