package io.socketio.jakarta.internal.core.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SocketDataTest {

    private final SocketData data = new SocketData();

    /** A concurrent map of the JDK throws, so what a database has not found ended the handler. */
    @Test
    void nullIsAbsent() {
        assertNull(data.put("a", null));
        data.put("a", 1);
        assertEquals(1, data.put("a", null));
        assertFalse(data.containsKey("a"));
        assertNull(data.putIfAbsent("a", null));
        data.put("a", 2);
        assertEquals(2, data.putIfAbsent("a", null));
        assertEquals(2, data.replace("a", null));
        assertNull(data.replace("a", null));
        assertTrue(data.isEmpty());
        assertFalse(data.containsValue(null));
    }

    @Test
    void replacingComparesWithNullAsAbsent() {
        assertTrue(data.replace("a", null, null));
        assertTrue(data.replace("a", null, 1));
        assertFalse(data.replace("a", null, 2));
        assertFalse(data.replace("a", null, null));
        assertFalse(data.replace("a", 2, null));
        assertTrue(data.replace("a", 1, 2));
        assertTrue(data.replace("a", 2, null));
        assertTrue(data.isEmpty());
    }

    @Test
    void manyAtOnceMayBeNullToo() {
        Map<String, Object> others = new HashMap<>();
        others.put("a", null);
        others.put("b", 1);
        others.put("c", 2);
        data.put("a", "goes");
        data.putAll(others);
        assertEquals(Map.of("b", 1, "c", 2), data);
        data.replaceAll((name, value) -> name.equals("b") ? null : value);
        assertEquals(Map.of("c", 2), data);
        assertEquals(2, data.merge("c", null, (old, fresh) -> fresh));
        assertNull(data.merge("d", null, (old, fresh) -> fresh));
        assertNull(data.merge("c", 3, (old, fresh) -> null));
        assertTrue(data.isEmpty());
    }
}
