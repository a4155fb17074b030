package io.socketio.jakarta.web.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HiddenPathTest {

    private final HiddenPath path = HiddenPath.of("/hidden");

    @Test
    void onlyThePasswordOpensIt() {
        assertTrue(path.admits(path.secret()));
        assertFalse(path.admits(null));
        assertFalse(path.admits(""));
        assertFalse(path.admits("http://localhost"));
        assertFalse(path.admits(path.secret() + "x"));
        assertFalse(path.admits(HiddenPath.of("/hidden").secret()));
    }

    @Test
    void secretHas192BitsAndDoesNotAppearInLogs() {
        assertEquals(32, path.secret().length());
        assertFalse(path.toString().contains(path.secret()));
    }
}
