package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PassageTest {

    private final Passage passage = Passage.to("/hidden");

    @Test
    void onlyThePasswordOpensIt() {
        assertTrue(passage.admits(passage.password()));
        assertFalse(passage.admits(null));
        assertFalse(passage.admits(""));
        assertFalse(passage.admits("http://localhost"));
        assertFalse(passage.admits(passage.password() + "x"));
        assertFalse(passage.admits(Passage.to("/hidden").password()));
    }

    @Test
    void passwordHas192BitsAndDoesNotAppearInLogs() {
        assertEquals(32, passage.password().length());
        assertFalse(passage.toString().contains(passage.password()));
    }
}
