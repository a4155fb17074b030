package io.socketio.jakarta.internal.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class CompactMapTest {

    private static final Map<String, String> HEADERS = Map.of("host", "localhost", "accept", "*/*", "cookie", "");

    private final Map<String, String> map = new CompactMap(HEADERS);

    @Test
    void isTheSameAsItsSource() {
        assertEquals(HEADERS, map);
        assertEquals(map, HEADERS);
        assertEquals(HEADERS.hashCode(), map.hashCode());
        assertEquals(HEADERS.keySet(), map.keySet());
        assertEquals(Map.of(), new CompactMap(Map.of()));
    }

    @Test
    void findsKeysAndNotValues() {
        assertEquals("*/*", map.get("accept"));
        assertTrue(map.containsKey("cookie"));
        assertNull(map.get("localhost"));
        assertFalse(map.containsKey("localhost"));
        assertFalse(map.containsKey(null));
        assertEquals("none", map.getOrDefault("origin", "none"));
    }

    @Test
    void keepsNothingOfAChangedSource() {
        Map<String, String> source = new HashMap<>(HEADERS);
        Map<String, String> copy = new CompactMap(source);
        source.clear();
        assertEquals(HEADERS, copy);
    }

    @Test
    void cannotBeChanged() {
        assertThrows(UnsupportedOperationException.class, () -> map.put("host", "other"));
        assertThrows(UnsupportedOperationException.class, () -> map.remove("host"));
        assertThrows(UnsupportedOperationException.class, map::clear);
        assertThrows(UnsupportedOperationException.class, () -> map.values().remove("localhost"));
        Map.Entry<String, String> entry = map.entrySet().iterator().next();
        assertThrows(UnsupportedOperationException.class, () -> entry.setValue("other"));
        assertEquals(HEADERS, map);
    }

    @Test
    void iterationEnds() {
        Iterator<String> keys = map.keySet().iterator();
        for (int i = 0; i < HEADERS.size(); i++) {
            keys.next();
        }
        assertFalse(keys.hasNext());
        assertThrows(NoSuchElementException.class, keys::next);
    }
}
